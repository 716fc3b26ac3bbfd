import type { Settings } from "../../../shared/shapes/settings";

type NamesOf<T> = { [K in keyof Settings]: Settings[K] extends T ? K : never }[keyof Settings];

export type SwitchName = Exclude<NamesOf<boolean>, "keepRolesResident" | "localWithoutKey" | "welcomed">;
export type ChoiceName = "language" | "appearance" | "seal" | "cacheType";
export type TypedName = Exclude<NamesOf<number | string | null | string[]>, ChoiceName | "pinned">;

/** One setting that a person changes. What is typed has a unit of its own; `least` is in that unit. */
export type SettingField =
  | { readonly kind: "switch"; readonly name: SwitchName }
  | { readonly kind: "choice"; readonly name: ChoiceName; readonly values: readonly string[] }
  | TypedField;

export type TypedField =
  | { readonly kind: "text" | "list"; readonly name: TypedName }
  | {
      readonly kind: "number";
      readonly name: TypedName;
      /** How much one of the unit is in the setting: 2^30 for GB of memory, 0.01 for percent. */
      readonly unit: number;
      /** What null, an empty field, means; `wrong` where there is no null. */
      readonly empty: "automatic" | "unlimited" | "wrong";
    };

const memoryUnit = 1024 ** 3;
const number = (
  name: TypedName,
  unit = 1,
  empty: Extract<TypedField, { kind: "number" }>["empty"] = "automatic",
): TypedField => ({ kind: "number", name, unit, empty });
const toggle = (name: SwitchName): SettingField => ({ kind: "switch", name });

/**
 * The settings that stand in the view, in groups. Others have their place where they are used: pins and roles in Residency, names in the
 * library, prices and access without a key in Clients.
 */
export const settingGroups = [
  {
    name: "appearance",
    fields: [
      { kind: "choice", name: "language", values: ["system", "en", "de"] },
      { kind: "choice", name: "appearance", values: ["system", "light", "dark"] },
    ],
  },
  {
    name: "protection",
    fields: [
      { kind: "choice", name: "seal", values: ["required", "off"] },
      toggle("endUnexpectedConnections"),
      toggle("refuseWithoutLedger"),
      toggle("ledgerPromptHash"),
      number("ledgerKeptDays", 1, "unlimited"),
      number("ledgerKeptBytes", 1e9, "unlimited"),
    ],
  },
  {
    name: "memory",
    fields: [
      number("memoryLimitBytes", memoryUnit),
      number("reserveBytes", memoryUnit),
      number("keepAliveSeconds", 1, "unlimited"),
      number("longestKeepAliveSeconds", 1, "unlimited"),
    ],
  },
  {
    name: "models",
    fields: [
      number("context"),
      number("slots"),
      { kind: "choice", name: "cacheType", values: ["F16", "Q8_0"] },
      number("threads"),
      number("prefillShare", 0.01, "wrong"),
      { kind: "list", name: "modelsDirs" },
      toggle("otherPrograms"),
      toggle("demo"),
    ],
  },
  {
    name: "disk",
    fields: [
      toggle("prefixCache"),
      number("prefixCacheBytes", 1e9, "wrong"),
      number("prefixMemoryBytes", memoryUnit),
      number("downloadBytesPerSecond", 1e6, "unlimited"),
    ],
  },
  {
    name: "reach",
    fields: [
      number("port", 1, "wrong"),
      toggle("ollamaPort"),
      { kind: "text", name: "unixSocket" },
      { kind: "list", name: "allowedOrigins" },
      { kind: "list", name: "allowedHosts" },
    ],
  },
] as const satisfies readonly { readonly name: string; readonly fields: readonly SettingField[] }[];
