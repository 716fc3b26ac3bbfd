import { Fragment, type ReactNode } from "react";
import type { Resident } from "../../../shared/shapes/resident";
import { useLanguage, useNow } from "../../store/window-context";
import { QualityMark } from "../../ui/QualityMark";
import { proofWords } from "./proof-words";
import { bytesOfResident } from "./resident-memory";

/** Quality, memory and seal of a resident in one quiet line; what is less than good is named. No fact is torn at a line end. */
export function ResidentMeta({ resident }: { resident: Resident }) {
  const language = useLanguage();
  const { words, format } = language;
  const now = useNow();
  const { quality, quantization, demo, seal, template, pid } = resident;
  const bytes = bytesOfResident(resident).total;
  const text = words.resident;
  const unsealed = pid !== null && !seal.enforced;
  const proof = proofWords(resident, language, now);
  // A pinned model is to be in memory: there the proof of that says more than the seal's, which the state line has.
  const checkedAt = pid !== null && seal.enforced && !resident.pinned ? seal.checkedAt : null;
  return (
    <div className="resident-meta">
      <Facts
        facts={{
          quality: <QualityMark quality={quality} quantization={quantization} word={text[quality]} />,
          demo: demo ? text.demo : null,
          memory: bytes === 0 ? null : <span title={format.exactBytes(bytes)}>{format.memory(bytes)}</span>,
          unsealed: unsealed ? <span className="not-enforced">{text.notEnforced}</span> : null,
          proof:
            proof === null || !resident.pinned ? null : (
              <span className="proof-words" data-proof={proof.kind}>
                {proof.text}
              </span>
            ),
          seal: checkedAt === null ? null : text.sealChecked(format.age(checkedAt, now)),
          template: template === "default" ? <span title={text.plainTemplateHint}>{text.plainTemplate}</span> : null,
        }}
      />
    </div>
  );
}

/** Facts with commas between them, by name; what is null is left out. */
function Facts({ facts }: { facts: Readonly<Record<string, ReactNode>> }) {
  return Object.entries(facts)
    .filter(([, fact]) => fact !== null)
    .map(([name, fact], index) => (
      <Fragment key={name}>
        {index === 0 ? null : ", "}
        <span className="fact">{fact}</span>
      </Fragment>
    ));
}
