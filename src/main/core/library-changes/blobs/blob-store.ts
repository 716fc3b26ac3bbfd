import { randomBytes } from "node:crypto";
import { access, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { TresorError } from "../../../../shared/errors";
import { digestSchema, type Model } from "../../../../shared/shapes/model";
import type { Inspector } from "../../library/inspector";
import type { Library } from "../../library/library-port";
import { fileFailure } from "../file-failure";
import { putAway, putFiles } from "../put-files";
import { receiveBlob } from "./receive-blob";

/** Hidden, and without the ending of a model: nobody takes a file that waits for one. */
const waitingPrefix = ".tresor-blob-";
/** Nobody sends a file and names it a day later. */
const mostWaitingMilliseconds = 24 * 60 * 60 * 1_000;
const mostAtOnce = 2;

export interface BlobStoreOptions {
  readonly library: Library;
  readonly inspector: Pick<Inspector, "inspect">;
  /** Tresor's own models folder. */
  readonly directory: string;
}

/** Model files that clients send: they wait under their digest until a name is given, and are a model of the library then. */
export class BlobStore {
  readonly #options: BlobStoreOptions;
  #running = 0;

  constructor(options: BlobStoreOptions) {
    this.#options = options;
  }

  /** Whether this content waits here or is a model already. @throws TresorError `invalid_request` for what is no digest */
  async has(digest: string): Promise<boolean> {
    const path = this.#pathOf(digest);
    return this.#modelOf(digest) !== undefined || (await exists(path));
  }

  /** @throws TresorError `invalid_request`, `queue_full`, `disk_full`, `body_too_large`, `model_rejected`, the signal's reason */
  async receive(
    digest: string,
    content: AsyncIterable<Uint8Array>,
    lengthBytes: number | null,
    signal: AbortSignal,
  ): Promise<void> {
    const { directory: folder } = this.#options;
    const target = this.#pathOf(digest);
    if (this.#running >= mostAtOnce) {
      throw new TresorError("queue_full", `${mostAtOnce} files are being sent already; try again when one is there.`);
    }
    this.#running += 1;
    try {
      await this.#removeForgotten();
      const temporary = join(folder, `${waitingPrefix}${randomBytes(6).toString("hex")}.part`);
      await receiveBlob({ content, lengthBytes, digest, folder, temporary, target, signal });
    } catch (error) {
      throw fileFailure(error, folder, "cannot be written");
    } finally {
      this.#running -= 1;
    }
  }

  /**
   * The model with this content: one of the library, or a file that waits, which gets the name.
   * @throws TresorError `model_not_found` when it is neither, `model_rejected`
   */
  async claim(digest: string, name: string): Promise<Model> {
    const { library, inspector, directory } = this.#options;
    const waiting = this.#pathOf(digest);
    const listed = this.#modelOf(digest);
    if (listed !== undefined) return listed;
    if (!(await exists(waiting))) {
      throw new TresorError("model_not_found", `There is no file ${digest}; send it to /api/blobs/${digest} first.`);
    }
    try {
      await inspector.inspect([waiting], name);
      const [path = ""] = await putFiles([{ from: waiting, name: `${name}.gguf` }], directory, putAway);
      await library.learn(path, digest, null);
      return library.resolve(path);
    } catch (error) {
      if (error instanceof TresorError && error.code === "model_rejected") await rm(waiting, { force: true });
      throw fileFailure(error, directory, "cannot be written");
    }
  }

  #modelOf(digest: string): Model | undefined {
    return this.#options.library.models().find((model) => model.digest === digest && !model.demo);
  }

  /** The only place where a digest becomes a path. */
  #pathOf(digest: string): string {
    const { data, success } = digestSchema.safeParse(digest);
    if (!success) {
      throw new TresorError("invalid_request", 'digest must be "sha256:" and 64 hexadecimal digits in lower case.', {
        field: "digest",
      });
    }
    return join(this.#options.directory, `${waitingPrefix}${data.slice("sha256:".length)}`);
  }

  async #removeForgotten(): Promise<void> {
    const { directory } = this.#options;
    for (const name of await readdir(directory)) {
      if (!name.startsWith(waitingPrefix)) continue;
      const path = join(directory, name);
      const age = Date.now() - ((await stat(path).catch(() => null))?.mtimeMs ?? Date.now());
      if (age > mostWaitingMilliseconds) await rm(path, { force: true });
    }
  }
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}
