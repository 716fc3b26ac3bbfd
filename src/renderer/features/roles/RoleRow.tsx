import type { Alias } from "../../../shared/shapes/alias";
import type { Role } from "../../../shared/shapes/catalog";
import type { Plan } from "../../../shared/shapes/plan";
import { useLanguage, useServices, useSnapshot } from "../../store/window-context";
import { Picker } from "../../ui/Picker";
import { suits } from "./role-candidates";

export interface RoleRowProps {
  readonly role: Role;
  /** Null until the core has told it. */
  readonly alias: Alias | null;
  readonly plan: Plan | null;
}

const byDefault = "";

/** One role: its name for clients, the model that answers, what that takes, and whether it is in memory. */
export function RoleRow({ role, alias, plan }: RoleRowProps) {
  const models = useSnapshot((snapshot) => snapshot.models);
  const held = useSnapshot(({ residents }) =>
    residents.some(({ reference, state }) => reference === alias?.reference && state === "ready"),
  );
  const { actions } = useServices();
  const { words, format } = useLanguage();
  const { roles: text } = words;
  const answering = models.find(({ reference }) => reference === alias?.reference);
  const options = models
    .filter((model) => suits(role, model) || model.reference === alias?.target)
    .map(({ reference, displayName, quantization }) => ({
      value: reference,
      label: `${displayName} ${quantization}`,
    }));
  const defaultName = alias?.target === null ? answering?.displayName : undefined;
  return (
    <tr data-testid="role-row" data-role={role}>
      <td title={text.names[role]}>
        <b>{role}</b>
      </td>
      <td className="role-model">
        {options.length === 0 ? (
          <span className="quiet">{text.none}</span>
        ) : (
          <Picker
            kind="quiet"
            label={text.choose(text.names[role])}
            value={alias?.target ?? byDefault}
            options={[
              { value: byDefault, label: defaultName === undefined ? "–" : text.byDefault(defaultName) },
              ...options,
            ]}
            onChange={(reference) => void actions.setAlias(role, reference === byDefault ? null : reference)}
          />
        )}
      </td>
      <td className="number">{plan === null ? "–" : format.memory(plan.totalBytes)}</td>
      <td className="number soft">{answering === undefined ? "–" : held ? text.yes : text.no}</td>
    </tr>
  );
}
