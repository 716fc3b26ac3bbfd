import { useLanguage, useServices, useSnapshot } from "../../store/window-context";
import { CopyButton } from "../../ui/CopyButton";
import { Page } from "../shell/Page";
import { Endpoint } from "./Endpoint";
import { snippets } from "./snippets";

/** The address, and how each kind of client is pointed at it. */
export function ConnectView() {
  const url = useSnapshot((snapshot) => snapshot.status.url);
  const reference = useSnapshot(({ residents, models }) => residents[0]?.reference ?? models[0]?.reference ?? "model");
  const { window } = useServices();
  const { words } = useLanguage();
  const text = words.connect;
  return (
    <Page title={words.views.connect}>
      <section>
        <h2>{text.address}</h2>
        <Endpoint />
        <p className="soft">{text.lead}</p>
      </section>
      <div className="snippets">
        {snippets(url, reference).map(({ client, code }) => (
          <section key={client} className="snippet">
            <header>
              <h2>{text.snippets[client]}</h2>
              <CopyButton
                kind="plain"
                label={text.copySnippet(text.snippets[client])}
                copiedLabel={words.endpoint.copied}
                copy={async () => {
                  await window.copyText(code);
                }}
              >
                {text.copy}
              </CopyButton>
            </header>
            <pre tabIndex={0}>{code}</pre>
          </section>
        ))}
      </div>
    </Page>
  );
}
