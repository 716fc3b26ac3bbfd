import { describe, expect, it } from "vitest";
import { eventNote } from "../../../../src/main/headless/event-note";
import { createFigures } from "../../../../src/main/headless/figures";
import { wordsOf } from "../../../../src/main/headless/language/choose-language";
import type { TresorEvent } from "../../../../src/shared/contract/events";
import type { Download } from "../../../../src/shared/shapes/download";
import { downloadOf } from "../../../support/download";

const of = (data: Download): TresorEvent => ({ sequence: 1, at: "2026-11-20T12:00:00.000Z", event: "download", data });

describe("what a serving Tresor says of downloads", () => {
  it("is that one arrived or could not, once, and nothing of its progress", () => {
    const note = eventNote(wordsOf("en"), createFigures("en-US"));
    const done = downloadOf({ state: "done", reference: "story:q8_0" });
    const failed = downloadOf({ id: "other", state: "failed", error: { code: "disk_full", message: "No room." } });
    expect([downloadOf(), done, done, failed].map((data) => note(of(data)))).toEqual([
      null,
      "hf:example/story-GGUF:Q8_0 has arrived: story:q8_0",
      null,
      "hf:example/story-GGUF:Q8_0 could not be downloaded: No room.",
    ]);
  });
});
