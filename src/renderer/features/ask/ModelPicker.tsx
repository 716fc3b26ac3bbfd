import { useLanguage, useServices, useSnapshot } from "../../store/window-context";
import { Icon } from "../../ui/Icon";
import { useAskedModel } from "./use-ask";

/** Which model is asked. What is resident answers at once; the others are loaded first. */
export function ModelPicker() {
  const models = useSnapshot((snapshot) => snapshot.models);
  const { ask } = useServices();
  const { words } = useLanguage();
  const asked = useAskedModel();
  if (asked === null) return null;
  return (
    <span className="picker">
      <select
        aria-label={words.ask.model}
        value={asked}
        onChange={(event) => {
          ask.choose(event.target.value);
        }}
      >
        {models.map(({ reference }) => (
          <option key={reference} value={reference}>
            {reference}
          </option>
        ))}
      </select>
      <Icon name="upDown" />
    </span>
  );
}
