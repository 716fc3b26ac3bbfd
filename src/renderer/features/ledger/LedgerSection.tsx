import { useEffect, useRef, useState } from "react";
import { useAnswer } from "../../store/use-answer";
import { useTurn } from "../../store/use-turn";
import { useLanguage } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { InlineError } from "../shell/InlineError";
import { AnchorLine } from "./AnchorLine";
import { ledgerQuestion, noLedgerFilter, type LedgerFilter } from "./ledger-filter";
import { LedgerFilters } from "./LedgerFilters";
import { LedgerPages } from "./LedgerPages";
import { LedgerTable } from "./LedgerTable";
import type { Verification } from "./use-verification";
import { VerdictLine } from "./VerdictLine";

const restMilliseconds = 150;
const refreshMilliseconds = 10_000;

/** The ledger, newest first: filter, pages, and the two ways to hold it to its word. */
export function LedgerSection({ verification }: { verification: Verification }) {
  const { ledger } = useLanguage().words;
  const [filter, setFilter] = useState(noLedgerFilter);
  /** The numbers that the pages before this one begin under; empty on the newest. */
  const [before, setBefore] = useState<readonly number[]>([]);
  const section = useRef<HTMLElement>(null);
  useSlash(section);
  // No event tells of new records: the newest page is asked for again, an older one stands still.
  const turn = useTurn(refreshMilliseconds);
  const { value, error } = useAnswer(
    "ledger",
    ledgerQuestion(filter, before.at(-1)),
    before.length === 0 ? String(turn) : "",
    restMilliseconds,
  );
  const narrow = (changed: LedgerFilter) => {
    setFilter(changed);
    setBefore([]);
  };
  return (
    <section ref={section} aria-labelledby="ledger">
      <div className="section-head">
        <h2 id="ledger">{ledger.title}</h2>
        <span className="quiet">{ledger.note}</span>
      </div>
      <div className="ledger-filter">
        <LedgerFilters filter={filter} onChange={narrow} />
        <Button
          kind="outlined"
          disabled={verification.working}
          data-testid="verify"
          onClick={() => void verification.verify()}
        >
          {verification.working ? ledger.verifying : ledger.verify}
        </Button>
        <AnchorLine />
      </div>
      <VerdictLine verification={verification} />
      {value?.failing == null ? null : (
        <p className="inline-error" role="alert">
          <b>{ledger.failing(value.failing)}</b>
        </p>
      )}
      <InlineError error={error} />
      {value === null ? (
        error === null && <p className="quiet">{ledger.asking}</p>
      ) : (
        <>
          {value.records.length === 0 ? <p className="soft">{ledger.none}</p> : <LedgerTable records={value.records} />}
          <LedgerPages page={value} before={before} onTurn={setBefore} />
        </>
      )}
    </section>
  );
}

/** `/` goes to the filter, unless one is typing. */
function useSlash(section: React.RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const go = (event: KeyboardEvent) => {
      if (event.key !== "/" || (event.target as Element).closest("input, textarea, select") !== null) return;
      event.preventDefault();
      section.current?.querySelector<HTMLElement>("input")?.focus();
    };
    document.addEventListener("keydown", go);
    return () => {
      document.removeEventListener("keydown", go);
    };
  }, [section]);
}
