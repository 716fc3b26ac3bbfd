import { TresorError } from "../../../shared/errors";
import { splitPlace, splitSiblings } from "./split-name";

/** In this order, when nothing is asked for. */
const fullQuality = ["Q8_0", "BF16", "F16", "FP16"] as const;
const mostNamed = 20;

interface Choice {
  readonly repository: string;
  readonly file: string | null;
  readonly quantization: string | null;
}

/**
 * Which files of a repository make the model that was asked for: all parts of a split one, in their order.
 *
 * @param names all files of the repository
 * @throws TresorError `source_not_found`, `ambiguous_reference`
 */
export function chooseFiles(names: readonly string[], { repository, file, quantization }: Choice): string[] {
  const models = names.filter((name) => /\.gguf$/i.test(name));
  if (file !== null) {
    if (!names.includes(file)) throw notFound(repository, file, models);
    return completeParts(file, names, repository);
  }
  const firsts = models.filter((name) => isModel(name) && (splitPlace(name)?.part ?? 1) === 1);
  const [first, ...others] = quantization === null ? preferred(firsts) : withTag(firsts, quantization);
  if (first === undefined) throw notFound(repository, quantization, models);
  if (others.length > 0) throw ambiguous(repository, [first, ...others]);
  return completeParts(first, names, repository);
}

/** Not a vision projector, not the statistics that a quantisation was made with. */
function isModel(name: string): boolean {
  return !/mmproj|imatrix/i.test(name.slice(name.lastIndexOf("/") + 1));
}

function preferred(firsts: readonly string[]): readonly string[] {
  if (firsts.length === 1) return firsts;
  for (const tag of fullQuality) {
    const found = withTag(firsts, tag);
    if (found.length > 0) return found;
  }
  return firsts;
}

/** The tag stands for itself in the name or in a folder's: `model-Q8_0.gguf`, `BF16/model-00001-of-00002.gguf`. */
function withTag(firsts: readonly string[], tag: string): string[] {
  const escaped = tag.replace(/[.\\]/g, String.raw`\$&`);
  const form = new RegExp(`(?:^|[-._/])${escaped}(?=[-./]|$)`, "i");
  return firsts.filter((name) => form.test(name));
}

function completeParts(name: string, names: readonly string[], repository: string): string[] {
  const parts = splitSiblings(name);
  const missing = parts.find((part) => !names.includes(part));
  if (missing === undefined) return parts;
  throw new TresorError(
    "source_not_found",
    `${repository} has a model in ${parts.length} parts, and ${missing} is not there.`,
  );
}

function notFound(repository: string, asked: string | null, models: readonly string[]): TresorError {
  const what = asked === null ? "no model as GGUF" : `no ${asked}`;
  const there = models.length === 0 ? "It has no GGUF files." : `It has: ${listed(models)}.`;
  return new TresorError("source_not_found", `${repository} has ${what}. ${there}`, {
    available: models.slice(0, 100),
  });
}

function ambiguous(repository: string, candidates: readonly string[]): TresorError {
  const references = candidates.map((name) => `hf:${repository}:${name}`);
  return new TresorError("ambiguous_reference", `Several models match. Name one: ${listed(references)}.`, {
    candidates: references.slice(0, 100),
  });
}

function listed(names: readonly string[]): string {
  const more = names.length > mostNamed ? ` and ${names.length - mostNamed} more` : "";
  return names.slice(0, mostNamed).join(", ") + more;
}
