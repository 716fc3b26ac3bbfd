import { useLanguage, useServices, useSnapshot } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { useNameOf } from "../residency/use-name-of";

/** What is missing, what is possible, one button: a single model is loaded at once, among several the library lets choose. */
export function NoResident() {
  const models = useSnapshot((snapshot) => snapshot.models);
  const free = useSnapshot((snapshot) => snapshot.machine.freeForModelsBytes);
  const { actions, window } = useServices();
  const { words, format } = useLanguage();
  const nameOf = useNameOf();
  const text = words.resident;
  const openLibrary = () => {
    window.openDashboard("library");
  };
  const only = models.length === 1 ? models[0] : undefined;
  return (
    <div className="empty">
      <b>{models.length === 0 ? text.noModels : text.emptyTitle}</b>
      <span>{models.length === 0 ? text.noModelsCure : text.emptyFree(format.memory(free))}</span>
      {only === undefined ? (
        <Button kind="primary" onClick={openLibrary}>
          {models.length === 0 ? text.openLibrary : text.loadModel}
        </Button>
      ) : (
        <Button kind="primary" onClick={() => void actions.load(only.reference)}>
          {words.library.loadName(nameOf(only.reference))}
        </Button>
      )}
    </div>
  );
}
