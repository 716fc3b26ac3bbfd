import { GgufError } from "./gguf-error";
import { ggufLimits } from "./gguf-limits";
import type { HeaderCursor } from "./header-cursor";
import { Metadata, valueTypes, type MetadataValue, type Scalar, type ValueType } from "./metadata";

/** The smallest entry: the length of its key, one character, its type, one byte of value. */
const leastEntryBytes = 8 + 1 + 4 + 1;

const tokensKey = "tokenizer.ggml.tokens";

type NumberType = Exclude<ValueType, "string" | "array">;

const valueBytes: Readonly<Record<NumberType, number>> = {
  u8: 1,
  i8: 1,
  bool: 1,
  u16: 2,
  i16: 2,
  u32: 4,
  i32: 4,
  f32: 4,
  u64: 8,
  i64: 8,
  f64: 8,
};

/** Reads the keys and values at the cursor. Long texts and arrays are passed over and only counted. @throws GgufError */
export function readMetadata(cursor: HeaderCursor, count: number): Metadata {
  if (count > ggufLimits.metadataEntries || count * leastEntryBytes > cursor.remainingBytes) {
    throw new GgufError(
      `The file declares ${count} metadata entries; its ${cursor.remainingBytes} bytes cannot hold them, or no model needs so many.`,
    );
  }
  const entries = new Map<string, MetadataValue>();
  for (let index = 0; index < count; index++) {
    cursor.enter(`the metadata (entry ${index + 1} of ${count})`);
    const key = readKey(cursor);
    if (entries.has(key)) throw new GgufError(`The metadata key "${key}" occurs twice.`);
    cursor.enter(`the value of the metadata key "${key}"`);
    entries.set(key, readValue(cursor, key, readType(cursor, key)));
  }
  return new Metadata(entries);
}

function readKey(cursor: HeaderCursor): string {
  const length = cursor.count();
  if (length === 0 || length > ggufLimits.keyBytes) {
    throw new GgufError(`A metadata key is ${length} bytes long; it must have 1 to ${ggufLimits.keyBytes}.`);
  }
  const key = cursor.text(length);
  if (!/^[\x21-\x7e]+$/.test(key)) throw new GgufError("A metadata key holds characters that are not printable ASCII.");
  return key;
}

function readType(cursor: HeaderCursor, key: string): ValueType {
  const id = cursor.uint32();
  const type = valueTypes[id];
  if (type === undefined) throw new GgufError(`The metadata key "${key}" has the unknown value type ${id}.`);
  return type;
}

function readValue(cursor: HeaderCursor, key: string, type: ValueType): MetadataValue {
  if (type === "array") return readArray(cursor, key);
  if (type === "string") return readText(cursor, key);
  return { kind: "scalar", type, value: readNumber(cursor, type) };
}

function readText(cursor: HeaderCursor, key: string): MetadataValue {
  const length = readTextLength(cursor, key);
  const template = key === "tokenizer.chat_template";
  if (template && length > ggufLimits.chatTemplateBytes) {
    throw new GgufError(
      `The chat template is ${length} bytes long; more than ${ggufLimits.chatTemplateBytes} are refused.`,
    );
  }
  if (template || length <= ggufLimits.keptTextBytes) {
    return { kind: "scalar", type: "string", value: cursor.text(length) };
  }
  cursor.skip(length);
  return { kind: "longText", bytes: length };
}

function readTextLength(cursor: HeaderCursor, key: string): number {
  const length = cursor.count();
  if (length > ggufLimits.textBytes || length > cursor.remainingBytes) {
    throw new GgufError(
      `The metadata key "${key}" declares a text of ${length} bytes; the file has ${cursor.remainingBytes} left, and more than ${ggufLimits.textBytes} are refused.`,
    );
  }
  return length;
}

function readArray(cursor: HeaderCursor, key: string): MetadataValue {
  const elementType = readType(cursor, key);
  // llama.cpp refuses these too.
  if (elementType === "array") throw new GgufError(`The metadata key "${key}" nests arrays, which no model needs.`);
  const count = cursor.count();
  const leastBytes = elementType === "string" ? 8 : valueBytes[elementType];
  if (count > ggufLimits.arrayElements || count * leastBytes > cursor.remainingBytes) {
    throw new GgufError(
      `The metadata key "${key}" declares ${count} elements; the ${cursor.remainingBytes} bytes that are left cannot hold them, or no model needs so many.`,
    );
  }
  if (key === tokensKey && elementType === "string") {
    return { kind: "array", elementType, count, elements: null, different: readTokens(cursor, count) };
  }
  const elements = elementType === "string" ? readTexts(cursor, key, count) : readNumbers(cursor, elementType, count);
  return { kind: "array", elementType, count, elements };
}

function readTokens(cursor: HeaderCursor, count: number): ReadonlySet<string> {
  const different = new Set<string>();
  for (let index = 0; index < count; index++) {
    const length = readTextLength(cursor, tokensKey);
    // The engine's own name for a token without a text, of which there may be several.
    different.add(length === 0 ? `[EMPTY_${index}]` : cursor.byteText(length));
  }
  return different;
}

function readTexts(cursor: HeaderCursor, key: string, count: number): readonly string[] | null {
  const kept: string[] = [];
  let keepsAll = count <= ggufLimits.keptTexts;
  for (let index = 0; index < count; index++) {
    const length = readTextLength(cursor, key);
    keepsAll &&= length <= ggufLimits.keptArrayTextBytes;
    if (keepsAll) kept.push(cursor.text(length));
    else cursor.skip(length);
  }
  return keepsAll ? kept : null;
}

function readNumbers(cursor: HeaderCursor, type: NumberType, count: number): readonly Scalar[] | null {
  if (count > ggufLimits.keptNumbers) {
    cursor.skip(count * valueBytes[type]);
    return null;
  }
  return Array.from({ length: count }, () => readNumber(cursor, type));
}

function readNumber(cursor: HeaderCursor, type: NumberType): Scalar {
  switch (type) {
    case "u8":
      return cursor.uint8();
    case "i8":
      return cursor.int8();
    case "u16":
      return cursor.uint16();
    case "i16":
      return cursor.int16();
    case "u32":
      return cursor.uint32();
    case "i32":
      return cursor.int32();
    case "u64":
      return exact(cursor.uint64());
    case "i64":
      return exact(cursor.int64());
    case "f32":
      return finite(cursor.float32());
    case "f64":
      return finite(cursor.float64());
    case "bool":
      return cursor.uint8() !== 0;
  }
}

function exact(value: bigint): Scalar {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}

function finite(value: number): Scalar {
  return Number.isFinite(value) ? value : String(value);
}
