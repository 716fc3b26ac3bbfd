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
    // While files are verified their bytes count anew; all of them have come.
    const arrived = state === "verifying" ? files.map((file) => ({ ...file, bytes: file.totalBytes })) : files;
    const news = arrived.filter(({ name, bytes }) => this.#said.get(name) !== bytes);
    for (const { name, bytes } of news) this.#said.set(name, bytes);
    const pulling = news.map(lineOf);
    if (state === "verifying") return [...pulling, ...this.#say("verifying sha256 digest")];
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

/** The digest names the file, as clients key their bars by it; where the hub states none, the file's name does. */
function lineOf({ name, bytes, totalBytes, digest }: Download["files"][number]): PullLine {
  const line = { total: totalBytes, completed: bytes };
  if (digest === undefined || digest === null) return { status: `pulling ${name}`, ...line };
  return { status: `pulling ${digest.slice("sha256:".length, "sha256:".length + 12)}`, digest, ...line };
}
