import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { digestSchema, modelDetailsSchema, modelSchema } from "../../../shared/shapes/model";
import type { ModelInspection } from "../gguf/inspect-model";
import { writeFileAtomic } from "../kernel/atomic-file";
import { keyOf, type FoundFile, type FoundModel, type Provenance } from "./found-model";

/** Raise it with every change of what the parser checks or finds: all files are then read again. */
const parserVersion = 4;

/** Models that no folder holds now, and of which something is known all the same. */
const mostAbsent = 1_000;

const inspectionSchema: z.ZodType<ModelInspection> = z.object({
  description: modelSchema.pick({
    parameters: true,
    activeParameters: true,
    bitsPerWeight: true,
    quantization: true,
    quality: true,
    architecture: true,
    displayName: true,
    contextLength: true,
    capabilities: true,
    licence: true,
    source: true,
  }),
  dimensions: z.object({
    architecture: z.string().optional(),
    weightsBytes: z.number(),
    activeWeightsBytes: z.number(),
    layers: z.number(),
    embeddingLength: z.number(),
    feedForwardLength: z.number(),
    vocabularySize: z.number(),
    contextLength: z.number(),
    attentionHeads: z.number(),
    keyValueHeads: z.array(z.number()),
    keyLength: z.number(),
    valueLength: z.number(),
    slidingWindow: z
      .object({ tokens: z.number(), layers: z.array(z.boolean()), keyLength: z.number(), valueLength: z.number() })
      .optional(),
    recurrent: z
      .object({
        layers: z.number(),
        convolution: z.number(),
        memory: z.number(),
        channels: z.number(),
        inner: z.number(),
      })
      .optional(),
    latent: z.object({ rank: z.number(), keyLength: z.number(), valueLength: z.number() }).optional(),
    experts: z.object({ used: z.number(), feedForwardLength: z.number() }).optional(),
    indexer: z.object({ layers: z.number(), keyLength: z.number(), valueLength: z.number() }).optional(),
  }),
  template: modelDetailsSchema.shape.template,
  metadata: modelDetailsSchema.shape.metadata,
  tensorTypes: modelDetailsSchema.shape.tensorTypes,
});

const fileSchema = z.object({ realPath: z.string(), sizeBytes: z.number(), modifiedMilliseconds: z.number() });

const cachedModelSchema = z.object({
  /** All parts as they were, in order. */
  files: z.tuple([fileSchema], fileSchema),
  inspection: inspectionSchema.nullable(),
  digest: digestSchema.nullable(),
  provenance: modelSchema.shape.provenance,
});

const cacheSchema = z.object({ parserVersion: z.literal(parserVersion), models: z.array(cachedModelSchema) });

type CachedModel = z.infer<typeof cachedModelSchema>;

/** What is known of a model's files, as long as they stay as they are. */
export interface Knowledge {
  /** Null until it has been read. */
  readonly inspection: ModelInspection | null;
  /** Null until it has been computed. */
  readonly digest: string | null;
  /** What Tresor itself knows of where it comes from, because it brought it. */
  readonly provenance: Provenance | null;
}

const nothing: Knowledge = { inspection: null, digest: null, provenance: null };

/** What is known of models, as long as path, size and time of change of all their parts stay the same. Kept in `cache/library.json`. */
export class InspectionCache {
  readonly #file: string;
  #known = new Map<string, CachedModel>();
  #isSaved = true;
  #saving: Promise<void> = Promise.resolve();

  constructor(file: string) {
    this.#file = file;
  }

  /** A missing, damaged or older cache is an empty one. */
  async load(): Promise<void> {
    try {
      const { models } = cacheSchema.parse(JSON.parse(await readFile(this.#file, "utf8")));
      this.#known = new Map(models.map((model) => [model.files[0].realPath, model]));
    } catch {
      this.#known = new Map();
    }
  }

  find({ files }: Pick<FoundModel, "files">): Knowledge {
    const cached = this.#known.get(files[0].realPath);
    return cached !== undefined && isUnchanged(cached, files) ? cached : nothing;
  }

  /** Adds to what is known of these files; what was known of them in another state is forgotten. */
  learn(model: Pick<FoundModel, "files">, news: Partial<Knowledge>): void {
    const [first, ...further] = model.files;
    const files: CachedModel["files"] = [stampOf(first), ...further.map(stampOf)];
    const { inspection, digest, provenance } = { ...this.find(model), ...news };
    this.#isSaved = false;
    this.#known.set(first.realPath, { files, inspection, digest, provenance });
  }

  /** Forgets models that have been gone for long: a volume may come back, and a digest of hundreds of gigabytes is not computed twice. */
  keep(models: readonly FoundModel[]): void {
    const present = new Set(models.map(keyOf));
    const all = [...this.#known];
    const absent = all.filter(([path]) => !present.has(path)).slice(-mostAbsent);
    // Those that went first come first, and are the first to be forgotten.
    this.#known = new Map([...absent, ...all.filter(([path]) => present.has(path))]);
  }

  /** One write at a time, each with the newest state, and none when there is nothing new. */
  save(): Promise<void> {
    this.#saving = this.#saving.catch(() => undefined).then(() => this.#write());
    return this.#saving;
  }

  /** When the last write has ended, well or badly. */
  async settled(): Promise<void> {
    await this.#saving.catch(() => undefined);
  }

  async #write(): Promise<void> {
    if (this.#isSaved) return;
    this.#isSaved = true;
    try {
      await this.#replaceFile();
    } catch (error) {
      this.#isSaved = false;
      throw error;
    }
  }

  async #replaceFile(): Promise<void> {
    await mkdir(dirname(this.#file), { recursive: true, mode: 0o700 });
    await writeFileAtomic(this.#file, JSON.stringify({ parserVersion, models: [...this.#known.values()] }));
  }
}

function stampOf({ realPath, sizeBytes, modifiedMilliseconds }: FoundFile): CachedModel["files"][number] {
  return { realPath, sizeBytes, modifiedMilliseconds };
}

function isUnchanged({ files: known }: CachedModel, files: readonly FoundFile[]): boolean {
  if (known.length !== files.length) return false;
  return known.every((stamp, index) => {
    const file = files[index];
    return (
      stamp.realPath === file?.realPath &&
      stamp.sizeBytes === file.sizeBytes &&
      stamp.modifiedMilliseconds === file.modifiedMilliseconds
    );
  });
}
