import { useLanguage } from "../../store/window-context";
import { Page } from "../shell/Page";
import { settingGroups } from "./setting-fields";
import { SettingRow } from "./SettingRow";

/** What a person can set; each is saved as it is changed. */
export function SettingsView() {
  const { words } = useLanguage();
  const text = words.settings;
  return (
    <Page title={words.views.settings} subtitle={text.saved}>
      <div className="setting-groups">
        {settingGroups.map(({ name, fields }) => (
          <section key={name} aria-labelledby={`group-${name}`}>
            <h2 id={`group-${name}`}>{text.groups[name]}</h2>
            {fields.map((field) => (
              <SettingRow key={field.name} field={field} />
            ))}
          </section>
        ))}
      </div>
    </Page>
  );
}
