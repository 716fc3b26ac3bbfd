import { useState } from "react";
import type { NewKey } from "../../../shared/shapes/client";
import { useLanguage, useServices, useSnapshot } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { Switch } from "../../ui/Switch";
import { LooseNotices } from "../residency/LooseNotices";
import { Page } from "../shell/Page";
import { CloudPrice } from "./CloudPrice";
import { KeyEditor } from "./KeyEditor";
import { KeyTable } from "./KeyTable";
import { NewKeyNotice } from "./NewKeyNotice";
import { useKeys } from "./use-keys";

/** Who may ask, on what terms, and what they have used. */
export function ClientsView() {
  const keys = useKeys();
  const localWithoutKey = useSnapshot((snapshot) => snapshot.settings.localWithoutKey);
  const { actions } = useServices();
  const { clients, views } = useLanguage().words;
  const [creating, setCreating] = useState(false);
  const [made, setMade] = useState<NewKey | null>(null);
  return (
    <Page
      title={views.clients}
      tools={
        creating ? null : (
          <Button
            kind="primary"
            onClick={() => {
              setCreating(true);
            }}
          >
            {clients.create}
          </Button>
        )
      }
    >
      {made === null ? null : (
        <NewKeyNotice
          made={made}
          onDone={() => {
            setMade(null);
          }}
        />
      )}
      {creating ? (
        <section>
          <KeyEditor
            client={null}
            onCreated={setMade}
            onClose={() => {
              setCreating(false);
            }}
          />
        </section>
      ) : null}
      <section>
        <LooseNotices />
        {keys === null ? <p className="quiet">{clients.asking}</p> : <KeyTable keys={keys} onMade={setMade} />}
      </section>
      <section className="setting">
        <Switch
          label={clients.withoutKey}
          on={localWithoutKey}
          testId="local-without-key"
          onChange={(on) => void actions.updateSettings({ localWithoutKey: on })}
        />
        <p className="setting-hint">{clients.withoutKeyHint}</p>
      </section>
      <CloudPrice keys={keys ?? []} />
    </Page>
  );
}
