import { useLanguage, useServices, useSnapshot } from "../../store/window-context";
import { CopyButton } from "../../ui/CopyButton";
import { isLoopback } from "./loopback";

/** The one address that everything answers at, and how far it reaches. */
export function Endpoint() {
  const url = useSnapshot((snapshot) => snapshot.status.url);
  const { window } = useServices();
  const { endpoint } = useLanguage().words;
  return (
    <div className="endpoint">
      <code>{url}</code>
      <CopyButton
        label={endpoint.copy}
        copiedLabel={endpoint.copied}
        copy={async () => {
          await window.copyText(url);
        }}
        testId="endpoint-copy"
      />
      <span className="quiet">{isLoopback(url) ? endpoint.thisMachine : endpoint.beyond(new URL(url).hostname)}</span>
    </div>
  );
}
