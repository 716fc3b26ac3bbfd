import { describe, expect, it } from "vitest";
import { pullItems } from "../../../../../src/main/core/downloads/pull-items";
import { Emitter } from "../../../../../src/main/core/kernel/emitter";
import { TresorError } from "../../../../../src/shared/errors";
import type { Download, PullItem } from "../../../../../src/shared/shapes/download";
import { settled } from "../../../../fakes/clock";
import { fakeDigest } from "../../../../fakes/inference";
import { FakeLibrary } from "../../../../fakes/library";
import { downloadOf } from "../../../../support/download";

/** A reader of one download's items, and what it has heard so far. */
function reading() {
  const changes = new Emitter<Download>();
  const stop = new AbortController();
  let now: Download | null = downloadOf({ state: "resolving", bytes: 0 });
  const items: PullItem[] = [];
  const downloads = { find: () => now, onChange: (listener: (download: Download) => void) => changes.on(listener) };
  const ended = (async () => {
    for await (const item of pullItems(downloads, new FakeLibrary(), "download-1", stop.signal)) items.push(item);
  })();
  ended.catch(() => undefined);
  const become = async (next: Download | null) => {
    now = next;
    changes.emit(next ?? downloadOf());
    await settled();
  };
  return { items, ended, become, stop };
}

describe("the items of a pull", () => {
  it("tell each change once, and the model at the end", async () => {
    const { items, ended, become } = reading();
    await settled();
    const half = downloadOf();
    await become(half);
    await become(half);
    await become(downloadOf({ state: "done", reference: "tiny:q8_0" }));
    await ended;
    expect(items).toMatchObject([
      { event: "progress", id: "download-1", state: "resolving", bytes: 0 },
      { event: "progress", state: "downloading", bytes: 1e6, totalBytes: 2e6, bytesPerSecond: 500e3, etaSeconds: 2 },
      { event: "done", reference: "tiny:q8_0", digest: fakeDigest },
    ]);
  });

  it("end with the download's failure", async () => {
    const { ended, become } = reading();
    await settled();
    await become(downloadOf({ state: "failed", error: { code: "disk_full", message: "There is no room." } }));
    await expect(ended).rejects.toMatchObject({ code: "disk_full", message: "There is no room." });
  });

  it.each([downloadOf({ state: "cancelled" }), null])("end when it is cancelled or gone (%#)", async (next) => {
    const { ended, become } = reading();
    await settled();
    await become(next);
    await expect(ended).rejects.toMatchObject({ code: "cancelled" });
  });

  it("end when nobody reads any more", async () => {
    const { ended, stop } = reading();
    await settled();
    stop.abort(new TresorError("cancelled", "The client went away."));
    await expect(ended).rejects.toMatchObject({ code: "cancelled" });
  });
});
