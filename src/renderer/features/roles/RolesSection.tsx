import { roleSchema } from "../../../shared/shapes/catalog";
import { useAnswer } from "../../store/use-answer";
import { useLanguage, useServices, useSnapshot } from "../../store/window-context";
import { Switch } from "../../ui/Switch";
import { RoleRow } from "./RoleRow";
import { RolesVerdict } from "./RolesVerdict";

/** The names by which clients say what they want to do, the models behind them, and whether all fit at once. */
export function RolesSection() {
  const keepAll = useSnapshot((snapshot) => snapshot.settings.keepRolesResident);
  const changes = useSnapshot(({ models, residents, settings }) =>
    [
      ...models.map(({ reference, aliases }) => `${reference} ${aliases.join(" ")}`),
      ...residents.map(({ reference, state }) => `${reference} ${state}`),
      ...Object.entries(settings.aliases).flat(),
    ].join("\n"),
  );
  const { actions } = useServices();
  const { roles: text } = useLanguage().words;
  const aliases = useAnswer("aliases", {}, changes).value?.aliases ?? [];
  const plan = useAnswer("planRoles", {}, changes).value;
  return (
    <section className="roles-section" aria-labelledby="roles-title" data-testid="roles">
      <div className="section-head">
        <h2 id="roles-title">{text.title}</h2>
        <Switch
          label={text.keepAll}
          on={keepAll}
          testId="keep-roles"
          onChange={(on) => void actions.updateSettings({ keepRolesResident: on })}
        />
      </div>
      {plan === null ? null : <RolesVerdict plan={plan} />}
      <table className="roles-table">
        <thead>
          <tr>
            <th>{text.role}</th>
            <th>{text.model}</th>
            <th className="number">{text.takes}</th>
            <th className="number">{text.inMemory}</th>
          </tr>
        </thead>
        <tbody>
          {roleSchema.options.map((role) => (
            <RoleRow
              key={role}
              role={role}
              alias={aliases.find((alias) => alias.role === role) ?? null}
              plan={plan?.plans.find(({ roles }) => roles.includes(role)) ?? null}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}
