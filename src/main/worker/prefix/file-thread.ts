import { Worker } from "node:worker_threads";
import source from "./file-jobs.js?raw";

/** One of a file's encrypted parts as it lies on disk; `at` and `bytes` are its place, `index` its number in the file. */
export interface SectionPlace {
  readonly path: string;
  /** What the file must begin with. */
  readonly header: Uint8Array;
  readonly key: Uint8Array;
  readonly index: number;
  readonly at: number;
  readonly bytes: number;
  /** The length that the file must have. */
  readonly fileBytes: number;
}

export interface FileContent {
  readonly path: string;
  readonly header: Uint8Array;
  readonly key: Uint8Array;
  /** Encrypted in this order. */
  readonly sections: readonly Uint8Array[];
}

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Encryption and file access away from the thread that drives the engine. Jobs run one after the other. States travel as shared memory, so that nothing of their size is copied here.
 */
export class FileThread {
  #worker: Worker | null = null;
  #pending = new Map<number, Pending>();
  #lastId = 0;

  /** Otherwise the first job does it. */
  start(): void {
    this.#worker ??= this.#newWorker();
    if (this.#pending.size === 0) this.#worker.unref();
  }

  /** The bytes as shared memory, which they may be already. `data` is empty afterwards when it has a buffer of its own, as all large ones should. */
  async share(data: Buffer): Promise<Buffer> {
    if (data.buffer instanceof SharedArrayBuffer) return data;
    const isOwner = data.buffer instanceof ArrayBuffer && data.buffer.byteLength === data.byteLength;
    const bytes = isOwner ? new Uint8Array(data.buffer) : Uint8Array.from(data);
    return Buffer.from((await this.#run("share", { data: bytes }, [bytes.buffer])) as SharedArrayBuffer);
  }

  /** Writes a file whole: beside its place first, synced, then renamed; mode 0600. @throws Error when the disk refuses */
  async write(content: FileContent): Promise<void> {
    await this.#run("write", content);
  }

  /** Null when anything about the file is not as it was written. @throws Error when it cannot be read */
  async read(place: SectionPlace): Promise<Buffer | null> {
    const plain = (await this.#run("read", place)) as SharedArrayBuffer | null;
    return plain === null ? null : Buffer.from(plain);
  }

  /** Ends the thread; what was not finished fails. A later job starts it again. */
  async end(): Promise<void> {
    const worker = this.#worker;
    this.#fail(new Error("the file thread was ended"));
    await worker?.terminate();
  }

  #run(kind: "share" | "write" | "read", job: object, transfer: readonly ArrayBuffer[] = []): Promise<unknown> {
    const worker = (this.#worker ??= this.#newWorker());
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      worker.ref();
      worker.postMessage({ id, kind, job }, transfer);
    });
  }

  #newWorker(): Worker {
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`));
    worker.on("message", (answer: { readonly id: number; readonly result?: unknown; readonly error?: string }) => {
      const pending = this.#pending.get(answer.id);
      this.#pending.delete(answer.id);
      if (this.#pending.size === 0) worker.unref();
      if (answer.error === undefined) pending?.resolve(answer.result);
      else pending?.reject(new Error(answer.error));
    });
    worker.on("error", (error: Error) => {
      if (this.#worker === worker) this.#fail(error);
    });
    return worker;
  }

  #fail(error: Error): void {
    const pending = [...this.#pending.values()];
    this.#worker = null;
    this.#pending.clear();
    for (const { reject } of pending) reject(error);
  }
}
