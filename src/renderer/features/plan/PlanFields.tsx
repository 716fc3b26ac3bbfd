import { cacheTypeSchema, type Plan } from "../../../shared/shapes/plan";
import { useLanguage } from "../../store/window-context";
import { NumberField } from "../../ui/NumberField";
import { Picker, type PickerOption } from "../../ui/Picker";
import type { PlanForm } from "./plan-wish";

export interface PlanFieldsProps {
  readonly form: PlanForm;
  readonly choices: readonly PickerOption[];
  /** What is not typed shows what this plan took. */
  readonly plan: Plan | null;
  readonly onChange: (form: PlanForm) => void;
}

export function PlanFields({ form, choices, plan, onChange }: PlanFieldsProps) {
  const { words, format } = useLanguage();
  const { whatIf } = words;
  return (
    <div className="plan-fields">
      <Picker
        kind="field"
        labelled
        label={whatIf.model}
        value={form.reference}
        options={choices}
        testId="plan-model"
        onChange={(reference) => {
          onChange({ reference, context: "", slots: "", cacheType: "" });
        }}
      />
      <NumberField
        label={whatIf.context}
        value={form.context}
        placeholder={plan === null ? "–" : format.count(plan.context)}
        testId="plan-context"
        onChange={(context) => {
          onChange({ ...form, context });
        }}
      />
      <NumberField
        label={whatIf.slots}
        value={form.slots}
        placeholder={plan === null ? "–" : format.count(plan.slots)}
        testId="plan-slots"
        onChange={(slots) => {
          onChange({ ...form, slots });
        }}
      />
      <Picker
        kind="field"
        labelled
        label={whatIf.cache}
        value={form.cacheType === "" ? (plan?.cacheType ?? "F16") : form.cacheType}
        options={cacheTypeSchema.options.map((type) => ({ value: type, label: type }))}
        testId="plan-cache"
        onChange={(type) => {
          onChange({ ...form, cacheType: cacheTypeSchema.parse(type) });
        }}
      />
    </div>
  );
}
