import { isAbsolute, resolve } from "node:path";
import { TresorError } from "../../../shared/errors";
import type { Model, RejectedFile } from "../../../shared/shapes/model";
import { printableText } from "../gguf/printable-text";
import { fileStem, modelName } from "./model-names";

const leastDigestDigits = 12;
const mostSuggestions = 3;
const mostShownCharacters = 100;

/**
 * The model that a client means. Tried in turn, whatever the case of letters: the reference itself; another name that leads to the
 * model; an absolute path; a digest, whole
 * or at least 12 of its digits; the name without a tag or with `:latest`; the file name with or without `.gguf`.
 * @throws TresorError `ambiguous_reference` with the candidates, `model_rejected` with the reason of a refused file,
 * `model_not_found` with what is close
 */
export function resolveReference(wanted: string, models: readonly Model[], rejected: readonly RejectedFile[]): Model {
  const wish = wanted.trim().toLowerCase();
  for (const means of meanings(wish, wanted.trim())) {
    const found = models.filter(means);
    const [first] = found;
    if (first === undefined) continue;
    if (found.every((model) => model === first || isSameContent(model, first))) return first;
    throw ambiguous(wanted, found);
  }
  const refused = rejected.find(({ path }) => namesOf(path).includes(wish) || path === wanted.trim());
  if (refused !== undefined) {
    throw new TresorError("model_rejected", `The file ${refused.path} was refused. ${refused.reason}`, { ...refused });
  }
  throw notFound(wanted, wish, models);
}

function meanings(wish: string, wanted: string): readonly ((model: Model) => boolean)[] {
  const [, digits] = /^(?:sha256:)?([0-9a-f]+)$/.exec(wish) ?? [];
  const name = wish.replace(/:latest$/, "");
  const path = isAbsolute(wanted) ? resolve(wanted) : null;
  return [
    (model) => model.reference.toLowerCase() === wish,
    (model) => model.aliases.some((alias) => [wish, `${wish}:latest`].includes(alias.toLowerCase())),
    (model) => path !== null && model.files.includes(path),
    (model) =>
      digits !== undefined &&
      digits.length >= leastDigestDigits &&
      (model.digest?.startsWith(`sha256:${digits}`) ?? false),
    (model) => model.reference.toLowerCase() === `${wish}:latest`,
    (model) => nameOf(model) === name,
    (model) => fileStem(model.path).toLowerCase() === name.replace(/\.gguf$/, ""),
  ];
}

/** Copies of one file are one model, whichever answers. */
function isSameContent(one: Model, other: Model): boolean {
  return one.digest !== null && one.digest === other.digest;
}

function nameOf(model: Model): string {
  return (model.reference.split(":")[0] ?? "").toLowerCase();
}

/** What a user may call a file that has no reference. */
function namesOf(path: string): readonly string[] {
  const stem = fileStem(path).toLowerCase();
  const name = modelName(path).toLowerCase();
  return [stem, `${stem}.gguf`, name, `${name}:latest`];
}

function ambiguous(wanted: string, found: readonly Model[]): TresorError {
  const candidates = found.map(({ reference }) => reference);
  return new TresorError(
    "ambiguous_reference",
    `"${printableText(wanted, mostShownCharacters)}" may mean ${candidates.join(", ")}; use one of these.`,
    {
      candidates,
    },
  );
}

function notFound(wanted: string, wish: string, models: readonly Model[]): TresorError {
  const suggestions = closest(wish, models);
  const advice =
    models.length === 0
      ? "The library is empty; put a GGUF file into a models folder."
      : suggestions.length > 0
        ? `Close to it: ${suggestions.join(", ")}.`
        : "`tresor list` shows what there is.";
  const shown = printableText(wanted, mostShownCharacters);
  return new TresorError("model_not_found", `There is no model "${shown}". ${advice}`, { suggestions });
}

/** References that hold the wish or are held by it, or differ from it in a few letters; the closest first. */
function closest(wish: string, models: readonly Model[]): readonly string[] {
  if (wish.length > mostShownCharacters) return [];
  return models
    .map((model) => ({ reference: model.reference, distance: distanceTo(wish, model) }))
    .filter(({ distance }) => distance <= Math.max(2, wish.length / 4))
    .sort((one, other) => one.distance - other.distance)
    .slice(0, mostSuggestions)
    .map(({ reference }) => reference);
}

function distanceTo(wish: string, model: Model): number {
  const name = nameOf(model);
  const bare = wish.split(":")[0] ?? wish;
  if (bare.length >= 3 && (name.includes(bare) || bare.includes(name))) return 0;
  return Math.min(editDistance(bare, name), editDistance(wish, model.reference.toLowerCase()));
}

/** Levenshtein's distance: how many letters to insert, drop or replace. */
function editDistance(one: string, other: string): number {
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [row, letter] of Array.from(one).entries()) {
    const current = [row + 1];
    for (let column = 0; column < other.length; column++) {
      const replace = (previous[column] ?? 0) + (letter === other[column] ? 0 : 1);
      const insert = (current[column] ?? 0) + 1;
      const drop = (previous[column + 1] ?? 0) + 1;
      current.push(Math.min(replace, insert, drop));
    }
    previous = current;
  }
  return previous.at(-1) ?? one.length;
}
