import type { Resident } from "../../../shared/shapes/resident";
import { useLanguage, useNow } from "../../store/window-context";
import { FactList } from "../../ui/FactList";
import { bytesOfResident } from "./resident-memory";

/** The evidence behind a resident's row: what was seen of its memory and when, why it is here, when it leaves. */
export function ResidentDetails({ resident }: { resident: Resident }) {
  const { words, format } = useLanguage();
  const now = useNow();
  const { residency, sovereignty } = words;
  const text = residency.details;
  const { proof, memory, digest, reason, pid } = resident;
  const facts = [
    {
      name: text.proof,
      value: proof === null ? text.proofNone : `${format.age(proof.at, now)}, ${proof.how}`,
      about: proof === null ? null : foundIn(proof, text, format.memory),
    },
    {
      name: text.exactly,
      value: format.exactBytes(bytesOfResident(resident).total),
      about: text.predicted(format.memory(memory.predictedBytes)),
    },
    { name: text.leaves, value: leaving(resident, text, words.resident, format.duration, now), about: null },
    {
      name: text.slots,
      value: text.slotsOf(format.count(resident.slots), format.count(resident.context)),
      about: pid === null ? null : sovereignty.processNumber(String(pid)),
    },
    { name: text.reason, value: reason ?? "–", about: null },
  ];
  return (
    <div className="resident-details">
      <FactList
        facts={facts.map(({ name, value, about }) => ({
          name,
          value: (
            <>
              {value}
              {about === null ? null : <span className="fact-about">{about}</span>}
            </>
          ),
        }))}
      />
      {digest === null ? null : (
        <p className="quiet">
          {text.digest} <code>{digest}</code>
        </p>
      )}
    </div>
  );
}

type Words = ReturnType<typeof useLanguage>["words"];

function foundIn(
  proof: NonNullable<Resident["proof"]>,
  text: Words["residency"]["details"],
  amount: (bytes: number) => string,
): string {
  if (proof.residentBytes !== null) return text.found(amount(proof.residentBytes), amount(proof.weightsBytes));
  return proof.holds ? text.held : text.notHeld;
}

function leaving(
  { pinned, expiresAt }: Resident,
  text: Words["residency"]["details"],
  resident: Words["resident"],
  duration: (milliseconds: number) => string,
  now: number,
): string {
  if (pinned) return text.pinned;
  if (expiresAt === null) return text.stays;
  const left = Date.parse(expiresAt) - now;
  return left <= 0 ? resident.leavesNow : resident.leavesIn(duration(left));
}
