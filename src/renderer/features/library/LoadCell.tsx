import { useLanguage, useNow, useServices, useSnapshot } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { doingOf } from "../residency/resident-doing";

/** A button to load the model, or what its resident does. */
export function LoadCell({ reference }: { reference: string }) {
  const resident = useSnapshot(({ residents }) => residents.find((candidate) => candidate.reference === reference));
  const { actions } = useServices();
  const language = useLanguage();
  const now = useNow();
  const { library } = language.words;
  if (resident !== undefined && resident.state !== "failed") {
    return (
      <span className="soft">{resident.state === "ready" ? library.resident : doingOf(resident, language, now)}</span>
    );
  }
  return (
    <Button kind="outlined" aria-label={library.loadName(reference)} onClick={() => void actions.load(reference)}>
      {library.load}
    </Button>
  );
}
