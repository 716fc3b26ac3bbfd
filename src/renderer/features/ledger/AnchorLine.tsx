import { useState } from "react";
import type { LedgerHead } from "../../../shared/shapes/ledger";
import { useAttempt } from "../../store/use-attempt";
import { useLanguage, useServices } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { CopyButton } from "../../ui/CopyButton";
import { InlineError } from "../shell/InlineError";

/** Signs what there is, and shows the head to be kept elsewhere, as `tresor ledger verify --anchor` reads it. */
export function AnchorLine() {
  const { client, window } = useServices();
  const { ledger, endpoint } = useLanguage().words;
  const [head, setHead] = useState<LedgerHead | null>(null);
  const { error, working, attempt } = useAttempt();
  const text = JSON.stringify(head);
  return (
    <>
      <Button
        kind="outlined"
        disabled={working}
        data-testid="anchor"
        onClick={() =>
          void attempt(async () => {
            setHead(await client.anchorLedger({}));
          })
        }
      >
        {ledger.anchor}
      </Button>
      <InlineError error={error} />
      {head === null ? null : (
        <div className="anchor" role="status">
          <p className="soft">{ledger.anchored}</p>
          <code data-testid="anchor-text">{text}</code>
          <CopyButton
            label={ledger.copyAnchor}
            copiedLabel={endpoint.copied}
            copy={async () => {
              await window.copyText(text);
            }}
            testId="anchor-copy"
          />
        </div>
      )}
    </>
  );
}
