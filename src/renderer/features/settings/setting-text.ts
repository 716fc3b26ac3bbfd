import type { Settings } from "../../../shared/shapes/settings";
import type { TypedField } from "./setting-fields";

/** A setting as one types it, with the comma or point of `decimal`; null is empty. */
export function textOf(field: TypedField, settings: Settings, decimal: "." | ","): string {
  const value = settings[field.name];
  if (value === null) return "";
  if (Array.isArray(value)) return value.join("\n");
  if (field.kind !== "number") return String(value);
  // Twelve digits: enough for a byte of a terabyte, too few for the rounding of a division to show.
  return String(Number((Number(value) / field.unit).toPrecision(12))).replace(".", decimal);
}

/** What was typed as the setting's value; undefined when it is none. Point and comma both part the decimals. */
export function valueOf(field: TypedField, text: string): number | string | readonly string[] | null | undefined {
  const typed = text.trim();
  if (field.kind !== "number") {
    if (field.kind === "text") return typed === "" ? null : typed;
    return typed
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "");
  }
  if (typed === "") return field.empty === "wrong" ? undefined : null;
  if (!/^\d+([.,]\d+)?$/.test(typed)) return undefined;
  const value = Number(typed.replace(",", ".")) * field.unit;
  return field.unit < 1 ? Number(value.toPrecision(12)) : Math.round(value);
}
