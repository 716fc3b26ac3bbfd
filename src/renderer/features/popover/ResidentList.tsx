import { useLanguage, useSnapshot } from "../../store/window-context";
import { LooseNotices } from "../residency/LooseNotices";
import { NoResident } from "./NoResident";
import { ResidentRow } from "./ResidentRow";

export function ResidentList() {
  const residents = useSnapshot((snapshot) => snapshot.residents);
  const { words } = useLanguage();
  return (
    <section className="group residents" aria-label={words.resident.list}>
      <LooseNotices />
      {residents.length === 0 ? (
        <NoResident />
      ) : (
        <ul>
          {residents.map((resident) => (
            <ResidentRow key={resident.reference} resident={resident} />
          ))}
        </ul>
      )}
    </section>
  );
}
