import { Icon } from "./Icon";

export interface PickerOption {
  readonly value: string;
  readonly label: string;
  /** Options of one group stand together under its name. */
  readonly group?: string;
}

export interface PickerProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly PickerOption[];
  readonly onChange: (value: string) => void;
  /** `field` has the edge of an input; `quiet` stands in a line of text. */
  readonly kind: "field" | "quiet";
  /** Writes the label above instead of only saying it. */
  readonly labelled?: boolean;
  readonly testId?: string;
}

/** One of several; the system draws the open list. */
export function Picker({ label, value, options, onChange, kind, labelled = false, testId }: PickerProps) {
  const groups = [...new Set(options.map(({ group }) => group))];
  const drawn = (group: string | undefined) =>
    options
      .filter((option) => option.group === group)
      .map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ));
  const picker = (
    <span className={`picker picker-${kind}`}>
      <select
        aria-label={label}
        value={value}
        data-testid={testId}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      >
        {groups.map((group) =>
          group === undefined ? (
            drawn(group)
          ) : (
            <optgroup key={group} label={group}>
              {drawn(group)}
            </optgroup>
          ),
        )}
      </select>
      <Icon name="upDown" />
    </span>
  );
  if (!labelled) return picker;
  return (
    <span className="field-frame">
      <span className="field-label" aria-hidden="true">
        {label}
      </span>
      {picker}
    </span>
  );
}
