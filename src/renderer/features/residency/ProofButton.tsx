import type { Resident } from "../../../shared/shapes/resident";
import { useLanguage, useNow } from "../../store/window-context";
import { proofWords } from "./proof-words";

export interface ProofButtonProps {
  readonly resident: Resident;
  readonly open: boolean;
  readonly onToggle: () => void;
}

/** When the model was last seen in memory; a click shows what was seen. */
export function ProofButton({ resident, open, onToggle }: ProofButtonProps) {
  const proof = proofWords(resident, useLanguage(), useNow());
  if (proof === null) return null;
  return (
    <button
      type="button"
      className="proof"
      data-testid="proof"
      data-proof={proof.kind}
      aria-expanded={open}
      onClick={onToggle}
    >
      {proof.claim}
    </button>
  );
}
