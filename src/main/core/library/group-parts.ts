import { dirname } from "node:path";
import type { RejectedFile } from "../../../shared/shapes/model";
import type { FoundFile, FoundModel } from "./found-model";
import { partFileName, partOf } from "./model-names";

/** More than any published model has. */
const mostParts = 1_024;
const mostNamedParts = 3;

interface GroupedFiles {
  /** The files of each model, parts in order; in the order of the first parts found. */
  readonly complete: readonly FoundModel["files"][];
  readonly refused: readonly RejectedFile[];
}

/** Makes one model of the parts `NAME-00001-of-00003.gguf`… of a folder. A model that lacks a part is refused, whatever its parts hold. */
export function groupParts(files: readonly FoundFile[]): GroupedFiles {
  const complete: FoundModel["files"][] = [];
  const refused: RejectedFile[] = [];
  const groups = new Map<string, Map<number, FoundFile>>();
  for (const file of files) {
    const part = partOf(file.path);
    if (part === null) {
      complete.push([file]);
      continue;
    }
    const wrong = wrongPart(part.number, part.count);
    if (wrong !== null) {
      refused.push({ path: file.path, reason: wrong });
      continue;
    }
    const key = JSON.stringify([dirname(file.path), part.stem, part.count]);
    const group = groups.get(key) ?? new Map<number, FoundFile>();
    groups.set(key, group.set(part.number, file));
  }
  for (const [key, parts] of groups) {
    const [, stem, count] = JSON.parse(key) as [string, string, number];
    const [first, ...rest] = [...parts.entries()].sort(([one], [other]) => one - other).map(([, file]) => file);
    if (first === undefined) continue;
    if (parts.size === count) complete.push([first, ...rest]);
    else refused.push({ path: first.path, reason: missingParts(parts, stem, count) });
  }
  return { complete, refused };
}

function wrongPart(number: number, count: number): string | null {
  if (count > mostParts) return `By its name it is one of ${count} parts; more than ${mostParts} are refused.`;
  if (number >= 1 && number <= count) return null;
  return `By its name it is part ${number} of ${count}, which cannot be.`;
}

function missingParts(parts: ReadonlyMap<number, FoundFile>, stem: string, count: number): string {
  const missing = Array.from({ length: count }, (_, index) => index + 1).filter((number) => !parts.has(number));
  const named = missing.slice(0, mostNamedParts).map((number) => partFileName(stem, number, count));
  const more = missing.length > mostNamedParts ? ` and ${missing.length - mostNamedParts} more` : "";
  return `Of the ${count} parts of this model ${missing.length} ${missing.length === 1 ? "is" : "are"} missing: ${named.join(", ")}${more}. Put all of them into one folder.`;
}
