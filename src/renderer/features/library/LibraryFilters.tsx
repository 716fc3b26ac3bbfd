import { roleSchema } from "../../../shared/shapes/catalog";
import { originSchema, qualitySchema, type Model } from "../../../shared/shapes/model";
import { useLanguage } from "../../store/window-context";
import { Picker } from "../../ui/Picker";
import { SearchField } from "../../ui/SearchField";
import type { LibraryFilter } from "./library-filter";

export interface LibraryFiltersProps {
  readonly models: readonly Model[];
  readonly shown: number;
  readonly filter: LibraryFilter;
  readonly onChange: (filter: LibraryFilter) => void;
}

const any = "";

/** Search and the terms by which a library is narrowed, with how many models are left. */
export function LibraryFilters({ models, shown, filter, onChange }: LibraryFiltersProps) {
  const { words, format } = useLanguage();
  const { library, roles } = words;
  const { filters: text } = library;
  const origins = originSchema.options.filter((origin) => models.some((model) => model.origin === origin));
  return (
    <div className="library-filters" role="search">
      <SearchField
        label={library.search}
        value={filter.text}
        testId="library-search"
        onChange={(typed) => {
          onChange({ ...filter, text: typed });
        }}
      />
      <Picker
        kind="field"
        label={text.quality}
        value={filter.quality ?? any}
        options={[
          { value: any, label: text.anyQuality },
          ...qualitySchema.options.map((quality) => ({ value: quality, label: text[quality] })),
        ]}
        onChange={(value) => {
          onChange({ ...filter, quality: value === any ? null : qualitySchema.parse(value) });
        }}
      />
      <Picker
        kind="field"
        label={text.role}
        value={filter.role ?? any}
        options={[
          { value: any, label: text.anyRole },
          ...roleSchema.options.map((role) => ({ value: role, label: roles.names[role] })),
        ]}
        onChange={(value) => {
          onChange({ ...filter, role: value === any ? null : roleSchema.parse(value) });
        }}
      />
      {origins.length < 2 ? null : (
        <Picker
          kind="field"
          label={text.origin}
          value={filter.origin ?? any}
          options={[
            { value: any, label: text.anyOrigin },
            ...origins.map((origin) => ({ value: origin, label: library.origins[origin] })),
          ]}
          onChange={(value) => {
            onChange({ ...filter, origin: value === any ? null : originSchema.parse(value) });
          }}
        />
      )}
      <label className="check">
        <input
          type="checkbox"
          checked={filter.fitsOnly}
          onChange={(event) => {
            onChange({ ...filter, fitsOnly: event.target.checked });
          }}
        />
        {text.fits}
      </label>
      <span className="quiet figure" role="status">
        {library.shown(format.count(shown), format.count(models.length))}
      </span>
    </div>
  );
}
