export interface NumberFieldProps {
  readonly label: string;
  /** As typed; empty leaves it to the machine. */
  readonly value: string;
  /** What the machine takes when nothing is typed. */
  readonly placeholder: string;
  readonly onChange: (value: string) => void;
  readonly testId?: string;
}

/** A whole number, right-aligned as figures are. */
export function NumberField({ label, value, placeholder, onChange, testId }: NumberFieldProps) {
  return (
    <label className="field-frame">
      <span className="field-label">{label}</span>
      <input
        className="field field-number"
        inputMode="numeric"
        autoComplete="off"
        value={value}
        placeholder={placeholder}
        data-testid={testId}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
    </label>
  );
}
