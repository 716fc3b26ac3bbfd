import { useLanguage } from "../../store/window-context";
import { InlineError } from "../shell/InlineError";
import type { Verification } from "./use-verification";

/** What verifying the ledger found, with the first bad record by its number, file and line. */
export function VerdictLine({ verification: { verified, error } }: { verification: Verification }) {
  const { words, format } = useLanguage();
  const { ledger } = words;
  if (verified === null) return <InlineError error={error} />;
  const { ok, records, signedRecords, firstBad } = verified.verdict;
  return (
    <>
      <p className="verdict" role="status" data-ok={ok} data-testid="verdict">
        {firstBad === null ? (
          ledger.good(format.count(records), format.count(signedRecords))
        ) : (
          <>
            <b>
              {ledger.bad(
                firstBad.record === null ? ledger.unknownRecord : format.count(firstBad.record),
                firstBad.file,
                format.count(firstBad.line),
              )}
            </b>{" "}
            {firstBad.what}
          </>
        )}
      </p>
      <InlineError error={error} />
    </>
  );
}
