import { useLanguage, useServices, useSnapshot } from "../../store/window-context";
import { Picker } from "../../ui/Picker";
import { useAskedModel } from "./use-ask";

/** Which model is asked. What is resident answers at once; the others are loaded first. */
export function ModelPicker() {
  const models = useSnapshot((snapshot) => snapshot.models);
  const { ask } = useServices();
  const { words } = useLanguage();
  const asked = useAskedModel();
  if (asked === null) return null;
  return (
    <Picker
      kind="quiet"
      label={words.ask.model}
      value={asked}
      options={models.map(({ reference }) => ({ value: reference, label: reference }))}
      onChange={ask.choose}
    />
  );
}
