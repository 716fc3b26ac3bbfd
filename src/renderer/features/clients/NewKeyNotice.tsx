import type { NewKey } from "../../../shared/shapes/client";
import { useLanguage, useServices } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { CopyButton } from "../../ui/CopyButton";

/** A key, the one time that it is shown. */
export function NewKeyNotice({ made, onDone }: { made: NewKey; onDone: () => void }) {
  const { window } = useServices();
  const { clients, endpoint } = useLanguage().words;
  return (
    <section className="new-key" role="status" data-testid="new-key">
      <p>{clients.newKey(made.name)}</p>
      <p>
        <code>{made.key}</code>
      </p>
      <div className="model-actions">
        <CopyButton
          kind="outlined"
          label={clients.copyKey}
          copiedLabel={endpoint.copied}
          copy={async () => {
            await window.copyText(made.key);
          }}
        >
          {clients.copyKey}
        </CopyButton>
        <Button kind="plain" onClick={onDone}>
          {clients.done}
        </Button>
      </div>
    </section>
  );
}
