import { TresorError } from "../../../shared/errors";
import type { PullItem } from "../../../shared/shapes/download";
import { untilAborted } from "../kernel/until-aborted";
import { WakeUp } from "../kernel/wake-up";
import type { Library } from "../library/library-port";
import type { Downloads } from "./downloads-port";

/**
 * What happens to one download, until it is a model. Who stops reading stops watching; the download goes on.
 * @throws TresorError the download's own failure; `cancelled` when it was cancelled, or the signal aborts
 */
export async function* pullItems(
  downloads: Pick<Downloads, "find" | "onChange">,
  library: Pick<Library, "resolve" | "digest">,
  id: string,
  signal: AbortSignal,
): AsyncGenerator<PullItem, void, void> {
  const news = new WakeUp();
  const stopListening = downloads.onChange((changed) => {
    if (changed.id === id) news.call();
  });
  try {
    for (let last: unknown = null; ;) {
      const download = downloads.find(id);
      if (download === null || download.state === "cancelled") {
        throw new TresorError("cancelled", "The download was cancelled.");
      }
      if (download.state === "failed" && download.error !== null) throw TresorError.fromWire(download.error);
      if (download.reference !== null) {
        const { reference, path } = library.resolve(download.reference);
        yield { event: "done", reference, digest: await untilAborted(library.digest(reference), signal), path };
        return;
      }
      if (download !== last) {
        last = download;
        const { state, bytes, totalBytes, bytesPerSecond, etaSeconds } = download;
        yield { event: "progress", id, state, bytes, totalBytes, bytesPerSecond, etaSeconds };
      } else {
        await untilAborted(news.sleep(), signal);
      }
    }
  } finally {
    stopListening();
  }
}
