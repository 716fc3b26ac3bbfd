import { useSnapshot, useLanguage } from "../../store/window-context";
import { InlineError } from "../shell/InlineError";
import { Picker } from "../../ui/Picker";
import { Switch } from "../../ui/Switch";
import type { SettingField } from "./setting-fields";
import { TypedSetting } from "./TypedSetting";
import { useSetting } from "./use-setting";

/** One setting: its name, what it does, and the control that saves at once. */
export function SettingRow({ field }: { field: SettingField }) {
  const settings = useSnapshot((snapshot) => snapshot.settings);
  const { words } = useLanguage();
  const { error, save } = useSetting();
  const { label, hint } = words.settings.fields[field.name];
  if (field.kind !== "switch" && field.kind !== "choice") return <TypedSetting field={field} />;
  return (
    <div className="setting" data-setting={field.name}>
      {field.kind === "switch" ? (
        <Switch
          label={label}
          on={settings[field.name]}
          onChange={(on) => void save({ [field.name]: on })}
          testId={`setting-${field.name}`}
        />
      ) : (
        <div className="setting-line">
          <span aria-hidden="true">{label}</span>
          <Picker
            kind="field"
            label={label}
            value={settings[field.name]}
            options={field.values.map((value) => ({ value, label: words.settings.choices[value] ?? value }))}
            onChange={(value) => void save({ [field.name]: value })}
            testId={`setting-${field.name}`}
          />
        </div>
      )}
      <p className="setting-hint">{hint}</p>
      <InlineError error={error} />
    </div>
  );
}
