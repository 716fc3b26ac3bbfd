import type { Download } from "../../../src/shared/shapes/download";
import { secondsBefore, studio, type Scene } from "./scene";

const download = (id: string, facts: Partial<Download>): Download => ({
  id,
  source: "hf:MiniMaxAI/MiniMax-M2.5-GGUF:Q8_0",
  state: "downloading",
  hosts: ["huggingface.co"],
  files: [1, 2, 3, 4, 5].map((part) => ({
    name: `MiniMax-M2.5-Q8_0-0000${part}-of-00005.gguf`,
    bytes: part < 4 ? 48.66e9 : part === 4 ? 15.02e9 : 0,
    totalBytes: 48.66e9,
  })),
  bytes: 161e9,
  totalBytes: 243.3e9,
  bytesPerSecond: 76.2e6,
  etaSeconds: 1_080,
  bytesSent: 274_000,
  startedAt: secondsBefore(2_160),
  endedAt: null,
  reference: null,
  error: null,
  ...facts,
});

/** One download under way, one paused, one that failed: what the fetcher does is said everywhere. */
export const fetching: Scene = {
  ...studio,
  snapshot: {
    ...studio.snapshot,
    downloads: [
      download("b", {
        source: "hf:Qwen/Qwen3-Reranker-8B-GGUF:Q8_0",
        state: "paused",
        files: [{ name: "Qwen3-Reranker-8B-Q8_0.gguf", bytes: 3.1e9, totalBytes: 8.1e9 }],
        bytes: 3.1e9,
        totalBytes: 8.1e9,
        bytesPerSecond: null,
        etaSeconds: null,
        bytesSent: 9_200,
      }),
      download("a", {}),
      download("c", {
        source: "https://models.example.org/large/gemma-3-27b-it-Q8_0.gguf",
        state: "failed",
        hosts: ["models.example.org"],
        files: [{ name: "gemma-3-27b-it-Q8_0.gguf", bytes: 12.4e9, totalBytes: 28.7e9 }],
        bytes: 12.4e9,
        totalBytes: 28.7e9,
        bytesPerSecond: null,
        etaSeconds: null,
        bytesSent: 21_000,
        endedAt: secondsBefore(300),
        error: {
          code: "download_failed",
          message:
            "The server has closed the connection four times. 12.4 GB are kept; trying again goes on from there.",
        },
      }),
    ],
    status: {
      ...studio.snapshot.status,
      sovereignty: {
        ...studio.snapshot.status.sovereignty,
        state: "fetching",
        since: secondsBefore(2_160),
        bytesOut: 304_200,
        reason: "A download from huggingface.co is under way.",
      },
    },
  },
};
