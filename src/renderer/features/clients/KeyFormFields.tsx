import type { ClientRules } from "../../../shared/shapes/client";
import { useLanguage } from "../../store/window-context";
import { NumberField } from "../../ui/NumberField";
import { Picker } from "../../ui/Picker";
import { Switch } from "../../ui/Switch";
import { limitNames, type KeyForm } from "./key-form";

const scopes = ["inference", "models", "admin"] as const;
const stages = [3, 2, 1] as const;
const priorities = ["interactive", "api", "background"] as const;

export interface KeyFormFieldsProps {
  readonly form: KeyForm;
  /** The name is given once. */
  readonly fixedName: boolean;
  readonly onChange: (form: KeyForm) => void;
}

export function KeyFormFields({ form, fixedName, onChange }: KeyFormFieldsProps) {
  const { clients } = useLanguage().words;
  const { fields } = clients;
  return (
    <div className="key-fields">
      {fixedName ? null : (
        <label className="field-frame">
          <span className="field-label">{fields.name}</span>
          <input
            className="field"
            autoComplete="off"
            autoFocus
            value={form.name}
            data-testid="key-name"
            onChange={(event) => {
              onChange({ ...form, name: event.target.value });
            }}
          />
        </label>
      )}
      <Picker
        kind="field"
        labelled
        label={fields.scope}
        value={form.scope}
        options={scopes.map((value) => ({ value, label: clients.scopes[value] }))}
        onChange={(value) => {
          onChange({ ...form, scope: value as ClientRules["scope"] });
        }}
      />
      <Picker
        kind="field"
        labelled
        label={fields.stage}
        value={String(form.stage)}
        options={stages.map((value) => ({ value: String(value), label: clients.stages[value] }))}
        onChange={(value) => {
          onChange({ ...form, stage: Number(value) as ClientRules["stage"] });
        }}
      />
      <Picker
        kind="field"
        labelled
        label={fields.priority}
        value={form.priority}
        options={priorities.map((value) => ({ value, label: clients.priorities[value] }))}
        onChange={(value) => {
          onChange({ ...form, priority: value as ClientRules["priority"] });
        }}
      />
      <label className="field-frame">
        <span className="field-label">{fields.models}</span>
        <input
          className="field"
          autoComplete="off"
          spellCheck={false}
          placeholder={clients.allModels}
          value={form.models}
          onChange={(event) => {
            onChange({ ...form, models: event.target.value });
          }}
        />
      </label>
      {limitNames.map((name) => (
        <NumberField
          key={name}
          label={fields[name]}
          value={form.limits[name]}
          placeholder={clients.noLimit}
          testId={`key-${name}`}
          onChange={(value) => {
            onChange({ ...form, limits: { ...form.limits, [name]: value } });
          }}
        />
      ))}
      <div className="key-production">
        <Switch
          label={fields.production}
          on={form.production}
          testId="key-production"
          onChange={(production) => {
            onChange({ ...form, production });
          }}
        />
      </div>
    </div>
  );
}
