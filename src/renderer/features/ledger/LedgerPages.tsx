import type { LedgerPage } from "../../../shared/shapes/ledger";
import { useLanguage } from "../../store/window-context";
import { Button } from "../../ui/Button";

export interface LedgerPagesProps {
  readonly page: LedgerPage;
  /** The numbers that the pages so far begin under. */
  readonly before: readonly number[];
  readonly onTurn: (before: readonly number[]) => void;
}

/** Turns to older and newer pages; and says how long the ledger is, and whose key signs it. */
export function LedgerPages({ page, before, onTurn }: LedgerPagesProps) {
  const { words, format } = useLanguage();
  const { ledger } = words;
  const last = page.records.at(-1);
  return (
    <nav className="ledger-pages" aria-label={ledger.pages}>
      <Button
        kind="outlined"
        disabled={before.length === 0}
        onClick={() => {
          onTurn(before.slice(0, -1));
        }}
      >
        {ledger.newer}
      </Button>
      <Button
        kind="outlined"
        disabled={!page.more || last === undefined}
        data-testid="ledger-older"
        onClick={() => {
          if (last !== undefined) onTurn([...before, last.n]);
        }}
      >
        {ledger.older}
      </Button>
      <p>
        {ledger.head(format.count(page.head.count), page.keyFingerprint)} {ledger.keys}
      </p>
    </nav>
  );
}
