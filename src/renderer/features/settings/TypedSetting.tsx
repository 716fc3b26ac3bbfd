import { useId, useState } from "react";
import { useLanguage, useSnapshot } from "../../store/window-context";
import { InlineError } from "../shell/InlineError";
import type { TypedField } from "./setting-fields";
import { textOf, valueOf } from "./setting-text";
import { useSetting } from "./use-setting";

/** A setting that is typed; saved with Enter or on leaving the field, put back with Escape. What is wrong stays, with the reason beneath. */
export function TypedSetting({ field }: { field: TypedField }) {
  const settings = useSnapshot((snapshot) => snapshot.settings);
  const { words, code } = useLanguage();
  const { error, save } = useSetting();
  const [draft, setDraft] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const id = useId();
  const { label, hint } = words.settings.fields[field.name];
  const saved = textOf(field, settings, code === "de" ? "," : ".");
  const commit = async () => {
    if (draft === null) return;
    const value = valueOf(field, draft);
    setWrong(value === undefined);
    if (value === undefined) return;
    if (draft === saved || (await save({ [field.name]: value }))) setDraft(null);
  };
  const common = {
    id,
    value: draft ?? saved,
    autoComplete: "off",
    spellCheck: false,
    "aria-describedby": `${id}-hint`,
    "aria-invalid": wrong || error !== null,
    "data-testid": `setting-${field.name}`,
    onChange: (event: React.ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      setDraft(event.target.value);
    },
    onBlur: () => void commit(),
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.key === "Enter" && field.kind !== "list") void commit();
      if (event.key === "Escape") {
        setDraft(null);
        setWrong(false);
      }
    },
  };
  return (
    <div className="setting" data-setting={field.name}>
      <div className={field.kind === "number" ? "setting-line" : undefined}>
        <label htmlFor={id}>{label}</label>
        {field.kind === "list" ? (
          <textarea className="field setting-list" rows={2} {...common} />
        ) : (
          <input
            className={field.kind === "number" ? "field field-number" : "field"}
            inputMode={field.kind === "number" ? "decimal" : "text"}
            placeholder={field.kind === "number" ? words.settings.empty[field.empty] : undefined}
            {...common}
          />
        )}
      </div>
      <p className="setting-hint" id={`${id}-hint`}>
        {hint}
      </p>
      {wrong ? (
        <p className="inline-error" role="alert">
          <b>{words.settings.wrong}</b>
        </p>
      ) : (
        <InlineError error={error} />
      )}
    </div>
  );
}
