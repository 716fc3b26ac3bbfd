import type { Download } from "../../../shared/shapes/download";
import { Counter } from "./counter";
import type { Family } from "./exposition";

/** Counts what downloads have brought since the start. */
export class DownloadMetrics {
  readonly #seenBytes = new Map<string, number>();
  readonly #received = new Counter<never>(
    "tresor_download_received_bytes",
    "Bytes that downloads have brought since the start.",
  );
  readonly #ended = new Counter<"state">("tresor_downloads_ended", "Downloads that have ended, by how.");
  readonly #isOver = new Set<string>();

  constructor() {
    this.#received.add({}, 0);
  }

  families(): readonly Family[] {
    return [this.#received, this.#ended];
  }

  follow({ id, bytes, state }: Download): void {
    // One that goes on after a restart is first seen with what it has already.
    const more = bytes - (this.#seenBytes.get(id) ?? bytes);
    // Less than before: a file did not match its digest and comes anew.
    if (more > 0) this.#received.add({}, more);
    this.#seenBytes.set(id, bytes);
    const isOver = state === "done" || state === "failed" || state === "cancelled";
    if (!isOver) this.#isOver.delete(id);
    else if (!this.#isOver.has(id)) {
      this.#isOver.add(id);
      this.#ended.add({ state });
    }
  }
}
