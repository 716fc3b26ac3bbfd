import { GgufError } from "./gguf-error";
import { ggufLimits } from "./gguf-limits";
import type { GgufHeader } from "./parse-header";

/** The numbers under `<architecture>.…` that size and safety depend on, checked. */
export interface Hyperparameters {
  readonly architecture: string;
  readonly layers: number;
  readonly contextLength: number;
  readonly embeddingLength: number;
  /** The largest of all layers; 0 when the file names none. */
  readonly feedForwardLength: number;
  /** Of each layer; 0 for layers without attention. */
  readonly heads: readonly number[];
  readonly keyValueHeads: readonly number[];
  readonly keyLength: number;
  readonly valueLength: number;
  readonly experts: number;
  /** The largest of all layers. */
  readonly expertsUsed: number;
}

/** Architectures without any attention (llm_arch_is_recurrent in llama.cpp): they have no heads to count. */
const recurrentArchitectures: readonly string[] = ["mamba", "mamba2", "rwkv6", "rwkv6qwen2", "rwkv7", "arwkv7"];

/** LLAMA_POOLING_TYPE_RANK; the engine ends its process over a kind that it does not know. */
const mostPooling = 4;

/** A stand-in for keys that a file may leave out. */
const absent = 0;

/**
 * Reads the hyperparameters and refuses those on which llama.cpp aborts its process instead of answering: no heads, more layers
 * or experts than its arrays hold, groups that do not divide.
 * @throws GgufError
 */
export function readHyperparameters(header: GgufHeader): Hyperparameters {
  const { metadata } = header;
  const architecture = readArchitecture(header);
  const key = (name: string) => `${architecture}.${name}`;
  const count = (name: string, least: number, most: number) =>
    within(key(name), metadata.count(key(name)), least, most);

  const layers = count("block_count", 1, ggufLimits.layers);
  const embeddingLength = count("embedding_length", 1, ggufLimits.embeddingLength);
  const contextLength = count("context_length", 1, 2 ** 31 - 1);
  const recurrent = recurrentArchitectures.includes(architecture);
  const noHeads = new Array<number>(layers).fill(absent);
  const heads = metadata.countPerLayer(key("attention.head_count"), layers) ?? noHeads;
  const keyValueHeads = metadata.countPerLayer(key("attention.head_count_kv"), layers) ?? heads;
  if (!recurrent) refuseBadHeads(key("attention.head_count"), heads, keyValueHeads);

  const mostHeads = Math.max(...heads);
  const ownHeadLength = mostHeads === 0 ? absent : embeddingLength / mostHeads;
  const headLength = (name: string) =>
    within(key(name), metadata.count(key(name)) ?? ownHeadLength, recurrent ? 0 : 1, ggufLimits.headLength);
  const keyLength = headLength("attention.key_length");
  const valueLength = headLength("attention.value_length");
  refuseBadRotation(header, architecture, recurrent ? ggufLimits.headLength : keyLength);

  const feedForward = metadata.countPerLayer(key("feed_forward_length"), layers) ?? [absent];
  const feedForwardLength = within(
    key("feed_forward_length"),
    Math.max(...feedForward),
    0,
    ggufLimits.feedForwardLength,
  );
  refuseEmptyFeedForward(header, feedForward);
  const experts = within(key("expert_count"), metadata.count(key("expert_count")) ?? absent, 0, ggufLimits.experts);
  const expertsUsed = Math.max(...(metadata.countPerLayer(key("expert_used_count"), layers) ?? [absent]));
  refuseBadExperts(header, architecture, experts, expertsUsed);
  refuseBadEpsilon(header, architecture);
  within(key("pooling_type"), metadata.count(key("pooling_type")) ?? absent, 0, mostPooling);
  within(key("nextn_predict_layers"), metadata.count(key("nextn_predict_layers")) ?? absent, 0, layers);
  return {
    architecture,
    layers,
    contextLength,
    embeddingLength,
    feedForwardLength,
    heads,
    keyValueHeads,
    keyLength,
    valueLength,
    experts,
    expertsUsed,
  };
}

function readArchitecture(header: GgufHeader): string {
  const architecture = header.metadata.text("general.architecture");
  if (architecture === null) {
    throw new GgufError('The file names no architecture ("general.architecture"); it is no language model.');
  }
  if (!/^[a-z0-9][a-z0-9._-]{0,63}$/i.test(architecture)) {
    throw new GgufError("The architecture's name holds characters that no architecture has.");
  }
  const kind = header.metadata.text("general.type") ?? "model";
  if (architecture === "clip" || kind === "mmproj") {
    throw new GgufError("The file is a vision projector, which belongs to another model and cannot be loaded alone.");
  }
  if (kind === "adapter") {
    throw new GgufError("The file is an adapter (LoRA), which belongs to another model and cannot be loaded alone.");
  }
  return architecture;
}

function within(key: string, value: number | null, least: number, most: number): number {
  if (value === null) throw new GgufError(`The metadata key "${key}" is missing; the file is no complete model.`);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new GgufError(`The metadata key "${key}" gives ${value}; it must be an integer from ${least} to ${most}.`);
}

function refuseBadHeads(key: string, heads: readonly number[], keyValueHeads: readonly number[]): void {
  within(key, Math.max(...heads), 1, ggufLimits.heads);
  within(`${key}_kv`, Math.max(...keyValueHeads), 1, ggufLimits.heads);
  const layer = heads.findIndex((count, index) => {
    const shared = keyValueHeads[index] ?? 0;
    return shared > 0 && count % shared !== 0;
  });
  if (layer < 0) return;
  throw new GgufError(
    `Layer ${layer} has ${heads[layer] ?? 0} heads over ${keyValueHeads[layer] ?? 0} key-value heads, which does not divide.`,
  );
}

/** The engine takes the shape of these weights from the number, and asserts that it is none of 0. */
function refuseEmptyFeedForward({ tensors }: GgufHeader, feedForward: readonly number[]): void {
  for (const { name } of tensors) {
    const [, layer] = /^blk\.(\d+)\.ffn_(?:up|down|gate)\.weight$/.exec(name) ?? [];
    if (layer === undefined || (feedForward[Number(layer)] ?? feedForward[0] ?? absent) > 0) continue;
    throw new GgufError(
      `There are weights "${name}", but the metadata give their layer a feed-forward length of 0 or none.`,
    );
  }
}

/** Rotary position embedding turns pairs within a head: the engine asserts that they fit. */
function refuseBadRotation({ metadata }: GgufHeader, architecture: string, keyLength: number): void {
  const dimensions = metadata.count(`${architecture}.rope.dimension_count`) ?? 0;
  if (dimensions > keyLength || dimensions % 2 !== 0) {
    throw new GgufError(
      `"${architecture}.rope.dimension_count" gives ${dimensions}; it must be even and at most the head's length, ${keyLength}.`,
    );
  }
  const scaling = metadata.text(`${architecture}.rope.scaling.type`) ?? "linear";
  if (!["none", "linear", "yarn", "longrope"].includes(scaling)) {
    throw new GgufError(`"${architecture}.rope.scaling.type" names a kind of scaling that the engine does not know.`);
  }
}

/** Added before a division; the engine asserts that it is no negative number. */
function refuseBadEpsilon({ metadata }: GgufHeader, architecture: string): void {
  for (const norm of ["layer_norm_rms_epsilon", "layer_norm_epsilon"]) {
    const key = `${architecture}.attention.${norm}`;
    const value = metadata.entries.get(key);
    if (value === undefined || (value.kind === "scalar" && typeof value.value === "number" && value.value >= 0))
      continue;
    throw new GgufError(`The metadata key "${key}" must be a finite number of 0 or more.`);
  }
}

function refuseBadExperts({ metadata }: GgufHeader, architecture: string, experts: number, used: number): void {
  // The dense Hunyuan models carry these keys without meaning; the engine ignores them there.
  if (architecture.startsWith("hunyuan") && experts <= 1) return;
  if (used > experts || (experts > 0 && used === 0)) {
    throw new GgufError(`The model claims to use ${used} of ${experts} experts.`);
  }
  const groups = metadata.count(`${architecture}.expert_group_count`) ?? 0;
  const groupsUsed = metadata.count(`${architecture}.expert_group_used_count`) ?? 0;
  const divides = groups <= 1 || (experts % groups === 0 && groupsUsed > 0 && groupsUsed < groups);
  if ((experts === 0 && groups > 0) || (experts > 0 && groups >= experts) || !divides) {
    throw new GgufError(`The model claims to use ${groupsUsed} of ${groups} groups of ${experts} experts.`);
  }
}
