import {
  encodeEntry,
  encodeHeader,
  encodeTensor,
  f32,
  lengthAndText,
  number32,
  number64,
  numbers,
  text,
  texts,
  u32,
} from "./gguf-bytes";
import { plainFile, plainPlan, type Changes } from "./plain-models";

/** A file that must be refused, and what the reason must speak of. */
export interface HostileFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly reason: RegExp;
}

const huge = 2n ** 50n;

/** Files that make careless parsers hang, allocate gigabytes or abort; each is small itself. */
export const hostileFiles: readonly HostileFile[] = [
  { name: "empty", bytes: Buffer.alloc(0), reason: /empty/ },
  { name: "three bytes", bytes: Buffer.from("GGU"), reason: /not GGUF/ },
  { name: "another format", bytes: Buffer.from("PK\u0003\u0004".padEnd(64, "x")), reason: /not GGUF/ },
  { name: "version 1", bytes: plainFile({ version: 1 }), reason: /version 1/ },
  { name: "version 4", bytes: plainFile({ version: 4 }), reason: /version 4/ },
  { name: "big-endian", bytes: plainFile({ version: 0x03000000 }), reason: /big-endian/ },
  { name: "2^50 metadata entries", bytes: head(1n, huge), reason: /declares 1125899906842624 metadata entries/ },
  { name: "2^50 tensors", bytes: withTensors(huge, Buffer.alloc(64)), reason: /declares 1125899906842624 tensors/ },
  { name: "no tensors", bytes: plainFile({ tensors: [] }), reason: /no tensors/ },
  { name: "a key of 2^50 bytes", bytes: head(1n, 1n, number64(huge), padding()), reason: /key is \d+ bytes long/ },
  { name: "an empty key", bytes: entry(Buffer.concat([number64(0), padding()])), reason: /key is 0 bytes long/ },
  { name: "a key with an escape", bytes: entry(encodeEntry("a\u001b[31m", u32(1))), reason: /not printable/ },
  { name: "an unknown value type", bytes: raw("x", 77, padding()), reason: /unknown value type 77/ },
  {
    name: "a text of 2^50 bytes",
    bytes: raw("x", 8, number64(huge), padding()),
    reason: /text of 1125899906842624/,
  },
  { name: "a text of 2 GiB", bytes: raw("x", 8, number64(2n ** 31n), padding()), reason: /text of 2147483648 bytes/ },
  {
    name: "an array of 2^50 numbers",
    bytes: raw("x", 9, number32(4), number64(2n ** 50n), padding()),
    reason: /declares 1125899906842624 elements/,
  },
  {
    name: "an array of 2^50 texts",
    bytes: raw("x", 9, number32(8), number64(2n ** 50n), padding()),
    reason: /declares 1125899906842624 elements/,
  },
  { name: "nested arrays", bytes: raw("x", 9, nestedArrays(100_000)), reason: /nests arrays/ },
  { name: "a key twice", bytes: twice(), reason: /"general\.name" occurs twice/ },
  { name: "a chat template of 2 MiB", bytes: longTemplate(), reason: /chat template/ },
  { name: "an alignment of 0", bytes: changed({ "general.alignment": u32(0) }), reason: /alignment/ },
  { name: "an alignment of 33", bytes: changed({ "general.alignment": u32(33) }), reason: /alignment/ },
  { name: "an alignment as a text", bytes: changed({ "general.alignment": text("32") }), reason: /alignment/ },
  { name: "a tensor beyond the file", bytes: tensor([1_000_000, 1_000]), reason: /cut short or lies/ },
  { name: "dimensions that overflow", bytes: tensor([2 ** 40, 2 ** 40]), reason: /more than any file holds/ },
  { name: "a dimension of 2^63", bytes: tensorWith(2n ** 63n), reason: /more than any file holds/ },
  { name: "a dimension of 0", bytes: tensor([0, 32]), reason: /dimension of 0/ },
  { name: "five dimensions", bytes: tensor([1, 1, 1, 1, 1]), reason: /claims 5 dimensions/ },
  { name: "2^32 - 1 dimensions", bytes: manyDimensions(), reason: /claims 4294967295 dimensions/ },
  { name: "an unknown tensor type", bytes: unknownType(), reason: /type 9999/ },
  { name: "a withdrawn tensor type", bytes: unknownType(31), reason: /type 31/ },
  { name: "rows that do not fill blocks", bytes: tensor([33, 2], "Q8_0"), reason: /blocks of 32/ },
  { name: "a tensor name of 64 bytes", bytes: named("n".repeat(64)), reason: /name is 64 bytes/ },
  { name: "a tensor twice", bytes: sameTensorTwice(), reason: /"same" occurs twice/ },
  { name: "a tensor inside another", bytes: offsets(0n, 0n), reason: /claims offset 0; it must be 64/ },
  { name: "an offset of 2^50", bytes: offsets(0n, huge), reason: /claims offset 1125899906842624/ },
  { name: "no architecture", bytes: changed({ "general.architecture": null }), reason: /names no architecture/ },
  { name: "a vision projector", bytes: changed({ "general.architecture": text("clip") }), reason: /vision projector/ },
  { name: "an adapter", bytes: changed({ "general.type": text("adapter") }), reason: /adapter/ },
  { name: "part 1 of 3", bytes: changed({ "split.count": { type: "u16", value: 3 } }), reason: /part 1 of 3/ },
  { name: "a number of parts of 32 bits", bytes: changed({ "split.count": u32(0) }), reason: /must be of type u16/ },
  { name: "an unknown pooling", bytes: changed({ "llama.pooling_type": u32(31) }), reason: /pooling_type" gives 31/ },
  {
    name: "a quantised norm",
    bytes: plainFile({ tensors: [{ name: "output_norm.weight", dimensions: [64], type: "Q4_0" }] }),
    reason: /"output_norm.weight" are of type Q4_0/,
  },
  {
    name: "no feed-forward length for weights that need one",
    bytes: plainFile({
      metadata: { "llama.feed_forward_length": null },
      tensors: [{ name: "blk.0.ffn_up.weight", dimensions: [64, 96], type: "F32" }],
    }),
    reason: /feed-forward length of 0 or none/,
  },
  { name: "no heads", bytes: changed({ "llama.attention.head_count": u32(0) }), reason: /head_count" gives 0/ },
  { name: "no head count", bytes: changed({ "llama.attention.head_count": null }), reason: /head_count/ },
  {
    name: "no kv heads",
    bytes: changed({ "llama.attention.head_count_kv": u32(0) }),
    reason: /head_count_kv" gives 0/,
  },
  { name: "heads that do not divide", bytes: changed({ "llama.attention.head_count_kv": u32(3) }), reason: /divide/ },
  { name: "no layers", bytes: changed({ "llama.block_count": u32(0) }), reason: /block_count" gives 0/ },
  {
    name: "2^31 layers",
    bytes: changed({ "llama.block_count": u32(2 ** 31) }),
    reason: /block_count" gives 2147483648/,
  },
  {
    name: "layers as a text",
    bytes: changed({ "llama.block_count": text("2") }),
    reason: /block_count" must be an integer/,
  },
  {
    name: "an embedding of 0",
    bytes: changed({ "llama.embedding_length": u32(0) }),
    reason: /embedding_length" gives 0/,
  },
  {
    name: "an embedding that heads do not divide",
    bytes: changed({ "llama.embedding_length": u32(66) }),
    reason: /gives 16\.5/,
  },
  {
    name: "a wrong number of per-layer values",
    bytes: changed({ "llama.attention.head_count_kv": numbers("u32", [2, 2, 2]) }),
    reason: /3 values, but the model declares 2 layers/,
  },
  { name: "a rotation wider than a head", bytes: changed({ "llama.rope.dimension_count": u32(64) }), reason: /rope/ },
  {
    name: "a division by nearly no number",
    bytes: changed({ "llama.attention.layer_norm_rms_epsilon": f32(Number.NaN) }),
    reason: /layer_norm_rms_epsilon" must be a finite number/,
  },
  ...["F64", "I8", "I16", "I64"].map((type) => ({
    name: `weights of ${type}`,
    bytes: plainFile({ tensors: [{ name: "token_embd.weight", dimensions: [64, 4], type }] }),
    reason: /are of type (F64|I8|I16|I64)/,
  })),
  { name: "an unknown scaling", bytes: changed({ "llama.rope.scaling.type": text("spiral") }), reason: /scaling/ },
  {
    name: "more experts used than there are",
    bytes: changed({ "llama.expert_count": u32(2), "llama.expert_used_count": u32(3) }),
    reason: /3 of 2 experts/,
  },
  {
    name: "too many experts",
    bytes: changed({ "llama.expert_count": u32(5_000), "llama.expert_used_count": u32(2) }),
    reason: /expert_count" gives 5000/,
  },
  {
    name: "fewer scores than tokens",
    bytes: changed({ "tokenizer.ggml.scores": numbers("f32", [0, 0]) }),
    reason: /has 2 elements/,
  },
  {
    name: "tokens that are numbers",
    bytes: changed({ "tokenizer.ggml.tokens": numbers("u32", [1, 2]) }),
    reason: /list of tokens/,
  },
  { name: "a tokenizer without tokens", bytes: changed({ "tokenizer.ggml.tokens": null }), reason: /holds no tokens/ },
  {
    name: "a token twice",
    bytes: changed({ "tokenizer.ggml.tokens": texts(["<unk>", "<s>", "</s>", "</s>"]) }),
    reason: /Of the 4 tokens 1 have a text/,
  },
  {
    name: "the name of a Phi-3 without its tokens",
    bytes: changed({ "general.name": text("My Phi-3 merge") }),
    reason: /lacks <\|endoftext\|>/,
  },
  { name: "no tokens", bytes: changed({ "tokenizer.ggml.tokens": texts([]) }), reason: /at least one/ },
  ...truncations(),
];

/** A well-formed file that ends early, in each of its sections. */
function truncations(): readonly HostileFile[] {
  const whole = plainFile();
  const header = encodeHeader(plainPlan()).length;
  return [
    { section: "the version", length: 6 },
    { section: "the counts", length: 20 },
    { section: "the metadata", length: 100 },
    { section: "the tensor list", length: header - 60 },
    { section: "the data", length: whole.length - 1 },
  ].map(({ section, length }) => ({
    name: `cut short in ${section}`,
    bytes: whole.subarray(0, length),
    reason: /cut short|cannot hold/,
  }));
}

function head(tensors: bigint, entries: bigint, ...rest: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.from("GGUF"), number32(3), number64(tensors), number64(entries), ...rest]);
}

function padding(): Buffer {
  return Buffer.alloc(256, 0x61);
}

function entry(bytes: Buffer): Buffer {
  return head(1n, 1n, bytes, padding());
}

function raw(key: string, typeId: number, ...bytes: readonly Buffer[]): Buffer {
  return head(1n, 1n, encodeEntry(key, { type: "raw", typeId, bytes: Buffer.concat(bytes) }));
}

function nestedArrays(depth: number): Buffer {
  return Buffer.concat(new Array<Buffer>(depth).fill(Buffer.concat([number32(9), number64(1)])));
}

function changed(metadata: NonNullable<Changes["metadata"]>): Buffer {
  return plainFile({ metadata });
}

function twice(): Buffer {
  return head(1n, 2n, encodeEntry("general.name", text("a")), encodeEntry("general.name", text("b")), padding());
}

function longTemplate(): Buffer {
  return changed({ "tokenizer.chat_template": text("x".repeat(2 * 1024 * 1024)) });
}

/** A header with well-formed metadata and the given bytes where the tensor list belongs. */
function withTensors(count: bigint, list: Buffer): Buffer {
  const entries = Object.entries(plainPlan().metadata).map(([key, value]) => encodeEntry(key, value));
  return head(count, BigInt(entries.length), ...entries, list, padding());
}

function tensor(dimensions: readonly number[], type = "F32"): Buffer {
  return withTensors(1n, encodeTensor({ name: "lie", dimensions, type }, 0));
}

function tensorWith(dimension: bigint): Buffer {
  const list = [lengthAndText("lie"), number32(1), number64(dimension), number32(0), number64(0)];
  return withTensors(1n, Buffer.concat(list));
}

function named(name: string): Buffer {
  return withTensors(1n, encodeTensor({ name, dimensions: [32], type: "F32" }, 0));
}

function manyDimensions(): Buffer {
  return withTensors(1n, Buffer.concat([lengthAndText("lie"), number32(2 ** 32 - 1), padding()]));
}

function unknownType(id = 9_999): Buffer {
  const list = [lengthAndText("lie"), number32(1), number64(32), number32(id), number64(0)];
  return withTensors(1n, Buffer.concat(list));
}

function sameTensorTwice(): Buffer {
  const plan = { name: "same", dimensions: [16], type: "F32" };
  return withTensors(2n, Buffer.concat([encodeTensor(plan, 0), encodeTensor(plan, 64)]));
}

function offsets(first: bigint, second: bigint): Buffer {
  const plan = (name: string) => ({ name, dimensions: [16], type: "F32" });
  return withTensors(2n, Buffer.concat([encodeTensor(plan("one"), first), encodeTensor(plan("two"), second)]));
}
