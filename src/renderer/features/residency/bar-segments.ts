import type { Machine } from "../../../shared/shapes/machine";
import type { Resident } from "../../../shared/shapes/resident";
import type { Language } from "../../language/language";
import type { BarSegment } from "../../ui/BarStrip";
import { memorySegments, type MemorySegment } from "./memory-segments";
import type { NameOf } from "./model-name";

/** The machine's memory as the bar draws it, with every part in words. */
export function barSegments(
  machine: Machine,
  residents: readonly Resident[],
  language: Language,
  nameOf: NameOf,
  size: "small" | "medium" | "large",
): BarSegment[] {
  return memorySegments(machine, residents).map((segment) => describe(segment, language, nameOf, size));
}

/** The sum in words, for the bar's name. */
export function barSummary(machine: Machine, residents: readonly Resident[], { words, format }: Language): string {
  const bytes = { resident: 0, free: 0, reserve: 0, system: 0 };
  for (const segment of memorySegments(machine, residents)) bytes[segment.kind] += segment.bytes;
  return words.memory.summary(
    format.memory(bytes.resident),
    format.memory(bytes.free),
    format.memory(bytes.reserve),
    format.memory(bytes.system),
  );
}

function describe(
  segment: MemorySegment,
  { words, format }: Language,
  nameOf: NameOf,
  size: "small" | "medium" | "large",
): BarSegment {
  const { memory: text } = words;
  if (segment.kind !== "resident") {
    const name = segment.kind === "free" ? text.unused : text[segment.kind];
    return {
      key: segment.kind,
      ground: segment.kind,
      bytes: segment.bytes,
      parts: [],
      label: null,
      words: text.part(name, format.memory(segment.bytes)),
    };
  }
  const { reference, bytes, parts } = segment;
  const told = [
    text.part(nameOf(reference), format.memory(bytes)),
    text.part(text.weights, format.memoryPart(parts.weights, bytes)),
    text.part(text.kv, format.memoryPart(parts.kvCache, bytes)),
    text.part(text.compute, format.memoryPart(parts.compute, bytes)),
    ...(parts.process > 0 ? [text.part(text.process, format.memoryPart(parts.process, bytes))] : []),
  ];
  return {
    key: reference,
    ground: "ingot",
    bytes,
    parts: [
      { metal: "weights", bytes: parts.weights },
      { metal: "kv", bytes: parts.kvCache },
      { metal: "compute", bytes: parts.compute + parts.process },
    ],
    label: { name: nameOf(reference), figure: figureOf[size](bytes, format) },
    words: told.join(", "),
  };
}

/** What a label says beside the name: the large bar has room for a unit, the small one for nothing. */
const figureOf = {
  small: () => null,
  medium: (bytes: number, format: Language["format"]) => format.memoryLabel(bytes),
  large: (bytes: number, format: Language["format"]) => format.memory(bytes),
};
