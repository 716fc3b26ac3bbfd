export interface SwitchProps {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  readonly testId?: string;
}

/** On or off at once, without a save. */
export function Switch({ label, on, onChange, testId }: SwitchProps) {
  return (
    <button
      type="button"
      role="switch"
      className="switch"
      aria-checked={on}
      data-testid={testId}
      onClick={() => {
        onChange(!on);
      }}
    >
      {label}
      <i aria-hidden="true" />
    </button>
  );
}
