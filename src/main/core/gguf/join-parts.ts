import { GgufError } from "./gguf-error";
import type { Metadata } from "./metadata";
import type { GgufHeader } from "./parse-header";
import type { TensorEntry } from "./read-tensors";

/**
 * The header of a whole model: the first part's metadata and the tensors of all parts, as if they were one file. Each part must say
 * itself that it is the one in its place.
 * @throws GgufError also for a single file that is only a part
 */
export function joinParts(first: GgufHeader, further: readonly GgufHeader[]): GgufHeader {
  const parts = [first, ...further];
  for (const { metadata } of parts) refuseFatalTypes(metadata);
  if (parts.length === 1) refuseLonePart(first.metadata);
  else parts.forEach(({ metadata }, index) => refuseStranger(metadata, index, parts.length));
  const tensors = parts.flatMap((part) => part.tensors);
  if (tensors.length === 0) {
    throw new GgufError("The file holds no tensors; it is a vocabulary or an unfinished model.");
  }
  if (parts.length > 1) {
    refuseWrongTotal(first.metadata, tensors.length);
    refuseTwice(tensors);
  }
  return { ...first, tensors };
}

function refuseLonePart(metadata: Metadata): void {
  const count = metadata.count("split.count") ?? 1;
  if (count <= 1) return;
  const number = (metadata.count("split.no") ?? 0) + 1;
  throw new GgufError(
    `The file is part ${number} of ${count}, but its name is not that of a part. All parts must lie in one folder under their own names, NAME-00001-of-${fiveDigits(count)}.gguf and so on.`,
  );
}

function refuseStranger(metadata: Metadata, index: number, count: number): void {
  const number = index + 1;
  const saysCount = metadata.count("split.count") ?? 1;
  if (saysCount !== count) {
    throw new GgufError(
      `By its name a file is part ${number} of ${count}, but it says itself that there are ${saysCount}.`,
    );
  }
  const saysIndex = metadata.count("split.no");
  if (saysIndex === null) throw new GgufError(`Part ${number} of ${count} does not say which part it is ("split.no").`);
  if (saysIndex === index) return;
  throw new GgufError(
    `By its name a file is part ${number} of ${count}, but it says itself that it is part ${saysIndex + 1}; get it again.`,
  );
}

/** The engine does not refuse these of another type, it ends its process; also in a model that is whole. */
const fatalTypes = { "split.no": "u16", "split.count": "u16", "split.tensors.count": "i32" } as const;

function refuseFatalTypes(metadata: Metadata): void {
  for (const [key, type] of Object.entries(fatalTypes)) {
    const value = metadata.entries.get(key);
    if (value === undefined || (value.kind === "scalar" && value.type === type)) continue;
    throw new GgufError(`The metadata key "${key}" must be of type ${type}.`);
  }
}

function refuseWrongTotal(metadata: Metadata, total: number): void {
  const expected = metadata.count("split.tensors.count");
  if (expected === total) return;
  throw new GgufError(
    `The parts hold ${total} tensors together, but the first one says ${expected ?? "nothing of how many there are"}; they do not belong together.`,
  );
}

function refuseTwice(tensors: readonly TensorEntry[]): void {
  const names = new Set<string>();
  for (const { name } of tensors) {
    if (names.has(name)) throw new GgufError(`The tensor "${name}" occurs in two parts.`);
    names.add(name);
  }
}

const fiveDigits = (count: number): string => String(count).padStart(5, "0");
