import { ledgerEntrySchema, type LedgerEntryType } from "../../../shared/shapes/ledger";
import { useLanguage } from "../../store/window-context";
import { Picker } from "../../ui/Picker";
import type { LedgerFilter } from "./ledger-filter";

const types = ledgerEntrySchema.options.map(({ shape }) => shape.type.value);
const typed = [
  ["client", "text"],
  ["id", "text"],
  ["from", "datetime-local"],
  ["to", "datetime-local"],
] as const;

export function LedgerFilters({
  filter,
  onChange,
}: {
  filter: LedgerFilter;
  onChange: (filter: LedgerFilter) => void;
}) {
  const { ledger } = useLanguage().words;
  return (
    <>
      <Picker
        kind="field"
        labelled
        label={ledger.kind}
        value={filter.type}
        testId="ledger-type"
        options={[
          { value: "", label: ledger.anyKind },
          ...types.map((value) => ({ value, label: ledger.kinds[value] })),
        ]}
        onChange={(type) => {
          onChange({ ...filter, type: type as LedgerEntryType | "" });
        }}
      />
      {typed.map(([name, type]) => (
        <label key={name} className="field-frame">
          <span className="field-label">{ledger[name]}</span>
          <input
            className="field"
            type={type}
            autoComplete="off"
            spellCheck={false}
            value={filter[name]}
            data-testid={`ledger-${name}`}
            onChange={(event) => {
              onChange({ ...filter, [name]: event.target.value });
            }}
          />
        </label>
      ))}
    </>
  );
}
