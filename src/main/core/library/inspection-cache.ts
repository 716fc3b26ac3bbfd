import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { digestSchema, modelDetailsSchema, modelSchema } from "../../../shared/shapes/model";
import type { ModelInspection } from "../gguf/inspect-model";
import { writeFileAtomic } from "../kernel/atomic-file";
import type { FoundFile } from "./scan-folder";

/** Raise it with every change of what the parser checks or finds: all files are then read again. */
const parserVersion = 2;

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

const cacheSchema = z.object({
  parserVersion: z.literal(parserVersion),
  files: z.array(
    z.object({
      path: z.string(),
      sizeBytes: z.number(),
      modifiedMilliseconds: z.number(),
      inspection: inspectionSchema,
      digest: digestSchema.nullable(),
    }),
  ),
});

type CachedFile = z.infer<typeof cacheSchema>["files"][number];

/** What was found in a file; the digest is null until it has been computed. */
export interface KnownFile {
  readonly inspection: ModelInspection;
  readonly digest: string | null;
}

/** What is known of files, as long as path, size and time of change stay the same. Kept in `cache/library.json`. */
export class InspectionCache {
  readonly #file: string;
  #known = new Map<string, CachedFile>();
  #saving: Promise<void> = Promise.resolve();

  constructor(file: string) {
    this.#file = file;
  }

  /** A missing, damaged or older cache is an empty one. */
  async load(): Promise<void> {
    try {
      const { files } = cacheSchema.parse(JSON.parse(await readFile(this.#file, "utf8")));
      this.#known = new Map(files.map((file) => [file.path, file]));
    } catch {
      this.#known = new Map();
    }
  }

  find(file: FoundFile): KnownFile | null {
    const cached = this.#known.get(file.realPath);
    return cached !== undefined && isUnchanged(cached, file) ? cached : null;
  }

  remember({ realPath: path, sizeBytes, modifiedMilliseconds }: FoundFile, known: KnownFile): void {
    this.#known.set(path, { path, sizeBytes, modifiedMilliseconds, ...known });
  }

  /** Forgets all files but these. */
  keep(files: readonly FoundFile[]): void {
    const kept = new Set(files.map(({ realPath }) => realPath));
    for (const path of this.#known.keys()) if (!kept.has(path)) this.#known.delete(path);
  }

  /** One write at a time, each with the newest state. */
  save(): Promise<void> {
    this.#saving = this.#saving.catch(() => undefined).then(() => this.#write());
    return this.#saving;
  }

  /** When the last write has ended, well or badly. */
  async settled(): Promise<void> {
    await this.#saving.catch(() => undefined);
  }

  async #write(): Promise<void> {
    await mkdir(dirname(this.#file), { recursive: true, mode: 0o700 });
    await writeFileAtomic(this.#file, JSON.stringify({ parserVersion, files: [...this.#known.values()] }));
  }
}

function isUnchanged(known: CachedFile, file: FoundFile): boolean {
  return known.sizeBytes === file.sizeBytes && known.modifiedMilliseconds === file.modifiedMilliseconds;
}
