import type { Download } from "../../src/shared/shapes/download";

/** A download at half its way; tests say only what matters to them. */
export function downloadOf(rest: Partial<Download> = {}): Download {
  return {
    id: "download-1",
    source: "hf:example/story-GGUF:Q8_0",
    state: "downloading",
    hosts: ["huggingface.co"],
    files: [{ name: "story.Q8_0.gguf", bytes: 1e6, totalBytes: 2e6 }],
    bytes: 1e6,
    totalBytes: 2e6,
    bytesPerSecond: 500e3,
    etaSeconds: 2,
    bytesSent: 2_000,
    startedAt: "2026-11-20T12:00:00.000Z",
    endedAt: null,
    reference: null,
    error: null,
    ...rest,
  };
}
