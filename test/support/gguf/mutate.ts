import { seededRandom } from "../../../src/main/worker/sample/seeded-random";
import { countAt, mapFields, type Field, type FieldMap } from "./field-map";
import { encodeEntry, number64, text, u32 } from "./gguf-bytes";

export interface MutationBase {
  readonly bytes: Buffer;
  readonly map: FieldMap;
}

export interface Mutant {
  readonly bytes: Buffer;
  /** What was done to which base, for messages. */
  readonly story: string;
}

type Random = () => number;
interface Context {
  readonly random: Random;
  readonly base: MutationBase;
  readonly bases: readonly MutationBase[];
}

export function mutationBase(bytes: Buffer): MutationBase {
  return { bytes, map: mapFields(bytes) };
}

/** One file made bad in one to three ways. The same bases and seed give the same file. */
export function mutate(bases: readonly MutationBase[], seed: number): Mutant {
  const random = seededRandom(seed);
  const baseIndex = below(random, bases.length);
  const base = at(bases, baseIndex);
  const context = { random, base, bases };
  let bytes: Buffer = Buffer.from(base.bytes);
  const told: string[] = [];
  // Changes that keep all places come first: the map is that of the base.
  for (let changes = below(random, 3); changes > 0; changes--) {
    const [name, change] = at(inPlace, below(random, inPlace.length));
    change(bytes, context);
    told.push(name);
  }
  if (told.length === 0 || random() < 0.5) {
    const [name, change] = at(resizing, below(random, resizing.length));
    bytes = change(bytes, context);
    told.push(name);
  }
  return { bytes, story: `seed ${seed}: base ${baseIndex}, ${told.join(", ")}` };
}

/** Numbers at which careless code breaks. */
const nasty: readonly bigint[] = [
  0n,
  1n,
  2n,
  3n,
  31n,
  33n,
  63n,
  64n,
  255n,
  0x7fffn,
  0xffffn,
  0x10000n,
  0x7fffffffn,
  0x80000000n,
  0xffffffffn,
  0x100000000n,
  2n ** 53n,
  2n ** 62n,
  2n ** 63n - 1n,
  2n ** 63n,
  2n ** 64n - 1n,
];
/** Infinity, no number, the smallest, a negative one, and one that is nearly nothing; as bits of a float. */
const nastyFloats: readonly bigint[] = [0x7f800000n, 0x7fc00000n, 0x00000001n, 0xbf800000n, 0x80000000n];

const inPlace: readonly (readonly [name: string, change: (bytes: Buffer, context: Context) => void])[] = [
  ["flipped bits", flipBits],
  ["length", (bytes, context) => overwrite(bytes, context, ["length"])],
  ["count", (bytes, context) => overwrite(bytes, context, ["count"])],
  ["offset", (bytes, context) => overwrite(bytes, context, ["offset"])],
  ["dimension", (bytes, context) => overwrite(bytes, context, ["dimension", "dimensions"])],
  ["value", (bytes, context) => overwrite(bytes, context, ["value"])],
  ["value", (bytes, context) => overwrite(bytes, context, ["value"])],
  ["type", confuseType],
  ["text", (bytes, { random, base }) => scribble(bytes, random, fieldOf(random, base.map, ["text"]))],
];

const resizing: readonly (readonly [name: string, change: (bytes: Buffer, context: Context) => Buffer])[] = [
  ["cut off", cutOff],
  ["spliced", splice],
  ["huge text", insertHugeText],
  ["key twice", repeatEntry],
  ["entry lost", loseEntry],
  ["split header", insertSplit],
  ["bytes lost", loseBytes],
  ["bytes twice", repeatBytes],
];

function flipBits(bytes: Buffer, { random, base }: Context): void {
  for (let flips = 1 + below(random, 8); flips > 0; flips--) {
    const place = below(random, base.map.headerEnd);
    bytes.writeUInt8(bytes.readUInt8(place) ^ (1 << below(random, 8)), place);
  }
}

function overwrite(bytes: Buffer, { random, base }: Context, kinds: readonly Field["kind"][]): void {
  const field = fieldOf(random, base.map, kinds);
  const list = field.bytes === 4 && random() < 0.3 ? nastyFloats : nasty;
  const near = random() < 0.3 ? bytes.readUIntLE(field.at, Math.min(field.bytes, 6)) + below(random, 5) - 2 : null;
  const value = near === null ? at(list, below(random, list.length)) : BigInt(Math.max(0, near));
  number64(BigInt.asUintN(64, value)).copy(bytes, field.at, 0, field.bytes);
}

function confuseType(bytes: Buffer, { random, base }: Context): void {
  const { at: place } = fieldOf(random, base.map, ["valueType", "tensorType"]);
  bytes.writeUInt32LE(random() < 0.9 ? below(random, 45) : below(random, 2 ** 32), place);
}

function scribble(bytes: Buffer, random: Random, field: Field): void {
  for (let left = 1 + below(random, 4); left > 0; left--) {
    bytes.writeUInt8(below(random, 256), field.at + below(random, field.bytes));
  }
}

function cutOff(bytes: Buffer, { random, base }: Context): Buffer {
  return bytes.subarray(0, below(random, random() < 0.8 ? base.map.headerEnd : bytes.length));
}

function splice(bytes: Buffer, { random, base, bases }: Context): Buffer {
  const other = at(bases, below(random, bases.length));
  const here = below(random, base.map.headerEnd);
  const there = below(random, other.map.headerEnd);
  const length = below(random, 512);
  const rest = random() < 0.5 ? here : Math.min(bytes.length, here + length);
  return Buffer.concat([bytes.subarray(0, here), other.bytes.subarray(there, there + length), bytes.subarray(rest)]);
}

function insertHugeText(bytes: Buffer, { random, base }: Context): Buffer {
  const keys = ["tokenizer.chat_template", "general.name", "general.license", "x.huge"];
  const entry = encodeEntry(at(keys, below(random, keys.length)), text("z".repeat(below(random, 256 * 1024))));
  return insertEntries(bytes, base, [entry]);
}

function repeatEntry(bytes: Buffer, { random, base }: Context): Buffer {
  const { start, end } = at(base.map.entries, below(random, base.map.entries.length));
  return insertEntries(bytes, base, [bytes.subarray(start, end)]);
}

function loseEntry(bytes: Buffer, { random, base }: Context): Buffer {
  const { start, end } = at(base.map.entries, below(random, base.map.entries.length));
  bytes.writeBigUInt64LE(BigInt(base.map.entries.length - 1), countAt.metadata);
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
}

function insertSplit(bytes: Buffer, { random, base }: Context): Buffer {
  const value = () => (random() < 0.5 ? below(random, 4) : Number(at(nasty, below(random, 15))));
  const keys = ["split.count", "split.no", "split.tensors.count"].filter(() => random() < 0.7);
  return insertEntries(
    bytes,
    base,
    keys.map((key) => encodeEntry(key, random() < 0.5 ? { type: "u16", value: value() & 0xffff } : u32(value()))),
  );
}

function loseBytes(bytes: Buffer, { random, base }: Context): Buffer {
  const place = below(random, base.map.headerEnd);
  return Buffer.concat([bytes.subarray(0, place), bytes.subarray(place + 1 + below(random, 64))]);
}

function repeatBytes(bytes: Buffer, { random, base }: Context): Buffer {
  const place = below(random, base.map.headerEnd);
  const again = bytes.subarray(place, place + 1 + below(random, 64));
  return Buffer.concat([bytes.subarray(0, place), again, bytes.subarray(place)]);
}

/** Behind the last entry, counted: the file stays well-formed, but for its padding. */
function insertEntries(bytes: Buffer, { map }: MutationBase, entries: readonly Buffer[]): Buffer {
  // A multiple of the alignment, so that the tensors' data stay where the list says.
  const added = entries.reduce((sum, entry) => sum + entry.length, 0);
  const fill = encodeEntry("x.fill", text(""));
  const missing = (32 - ((added + fill.length) % 32)) % 32;
  const filled = [...entries, encodeEntry("x.fill", text("f".repeat(missing)))];
  bytes.writeBigUInt64LE(BigInt(map.entries.length + filled.length), countAt.metadata);
  return Buffer.concat([bytes.subarray(0, map.metadataEnd), ...filled, bytes.subarray(map.metadataEnd)]);
}

function fieldOf(random: Random, map: FieldMap, kinds: readonly Field["kind"][]): Field {
  const fields = map.fields.filter(({ kind }) => kinds.includes(kind));
  return at(fields, below(random, fields.length));
}

function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  if (item === undefined) throw new Error("There is nothing to choose from.");
  return item;
}
