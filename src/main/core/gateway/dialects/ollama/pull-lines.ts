import type { Download } from "../../../../../shared/shapes/download";

/** What clients of Ollama read while a model comes, in its words. `pulling …` lines carry what progress bars are drawn from. */
export type PullLine =
  | { readonly status: string }
  | { readonly status: string; readonly digest?: string; readonly total: number; readonly completed: number };

/** Turns what a download tells into lines; what was said before is not said again. */
export class PullLines {
  readonly #said = new Map<string, number>();
  #status = "";

  next({ state, files }: Pick<Download, "state" | "files">): readonly PullLine[] {
    const layers = files.filter(({ name, bytes }) => this.#said.get(name) !== bytes);
    for (const { name, bytes } of files) this.#said.set(name, bytes);
    const pulling = layers.map(({ name, bytes, totalBytes, digest }) => ({
      status: `pulling ${digest?.slice("sha256:".length, "sha256:".length + 12) ?? name}`,
      ...(digest === undefined || digest === null ? {} : { digest }),
      total: totalBytes,
      completed: bytes,
    }));
    if (state === "verifying") return this.#say("verifying sha256 digest");
    return files.length === 0 ? this.#say("pulling manifest") : pulling;
  }

  end(): readonly PullLine[] {
    return [{ status: "verifying sha256 digest" }, { status: "writing manifest" }, { status: "success" }].filter(
      ({ status }) => status !== this.#status,
    );
  }

  #say(status: string): readonly PullLine[] {
    if (status === this.#status) return [];
    this.#status = status;
    return [{ status }];
  }
}
