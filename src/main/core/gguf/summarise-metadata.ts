import type { ModelDetails } from "../../../shared/shapes/model";
import type { Metadata, MetadataValue, Scalar } from "./metadata";
import { printableText } from "./printable-text";

const shownElements = 32;
const shownCharacters = 1_000;

/** Metadata for people: scalars as they are, short arrays in brackets, long ones and long texts by type and length. */
export function summariseMetadata(metadata: Metadata): ModelDetails["metadata"] {
  return Object.fromEntries(
    [...metadata.entries]
      .filter(([key]) => key !== "tokenizer.chat_template")
      .map(([key, value]) => [key, summarise(value)]),
  );
}

function summarise(value: MetadataValue): Scalar {
  switch (value.kind) {
    case "scalar":
      return summariseScalar(value.value);
    case "longText":
      return `text of ${value.bytes} bytes`;
    case "array":
      if (value.elements === null || value.count > shownElements) return `${value.elementType}[${value.count}]`;
      return `[${value.elements.map((element) => String(summariseScalar(element))).join(", ")}]`;
  }
}

function summariseScalar(value: Scalar): Scalar {
  if (typeof value !== "string") return value;
  return value.length > shownCharacters ? `text of ${value.length} characters` : printableText(value, shownCharacters);
}
