import { TresorError } from "../../../shared/errors";
import { roleSchema, type Role } from "../../../shared/shapes/catalog";
import type { Model } from "../../../shared/shapes/model";
import { printableText } from "../gguf/printable-text";

const aliasPattern = /^[a-z0-9][a-z0-9._-]{0,63}$/;
/** What a reference would take for the beginning of a digest. */
const digestPattern = /^[0-9a-f]{12,}$/;
const mostShownCharacters = 100;

/** An alias as it is compared: `Code`, `code` and Ollama's `code:latest` are one name. */
export function aliasKey(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/:latest$/, "");
}

/** The role of that name; null where the name is the user's own. */
export function roleNamed(name: string): Role | null {
  return roleSchema.safeParse(name).data ?? null;
}

/** The part of a reference before its tag, as it is compared. */
export function bareName({ reference }: Pick<Model, "reference">): string {
  return (reference.split(":")[0] ?? "").toLowerCase();
}

/** The alias that a user may set under this name. @throws TresorError `invalid_request` */
export function checkedAliasName(name: string): string {
  const key = aliasKey(name);
  const shown = printableText(name, mostShownCharacters);
  if (!aliasPattern.test(key)) {
    throw invalid(
      `"${shown}" cannot be an alias: use a to z, 0 to 9, dots, dashes and underscores, at most 64 characters, without a tag.`,
    );
  }
  if (digestPattern.test(key)) throw invalid(`"${shown}" cannot be an alias: it reads like a digest.`);
  return key;
}

/**
 * An alias may bear the name of a model only when it leads to a model of that name, which picks one of several; otherwise it would
 * hide that model. A role's name is a role's, whatever models are called.
 * @throws TresorError `invalid_request`
 */
export function refuseHiddenModel(alias: string, target: Model, models: readonly Model[]): void {
  if (roleNamed(alias) !== null || bareName(target) === alias) return;
  const hidden = models.find((model) => bareName(model) === alias);
  if (hidden !== undefined) throw invalid(`"${alias}" would hide the model ${hidden.reference}; choose another name.`);
}

function invalid(message: string): TresorError {
  return new TresorError("invalid_request", message, { field: "name" });
}
