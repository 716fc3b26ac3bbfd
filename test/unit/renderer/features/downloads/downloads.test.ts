import { describe, expect, it } from "vitest";
import type { Download } from "../../../../../src/shared/shapes/download";
import { languageOf } from "../../../../../src/renderer/language/language";
import { downloadName, inOrder, shareOf } from "../../../../../src/renderer/features/downloads/download-facts";
import { downloadWords } from "../../../../../src/renderer/features/downloads/download-words";
import { fetching } from "../../../../support/renderer-preview/fetching-scene";

const { downloads } = fetching.snapshot;
const [, running] = downloads as [Download, Download];
const plain = (words: string) => words.replaceAll("\u202F", " ");

describe("downloads", () => {
  it("stand with those under way first, then paused, then failed; cancelled ones are not shown", () => {
    const more = [...downloads, { ...running, id: "x", state: "cancelled" as const }];
    expect(inOrder(more).map(({ state }) => state)).toEqual(["downloading", "paused", "failed"]);
  });

  it("are called what a person would call them", () => {
    const named = (source: string) => downloadName({ ...running, source });
    expect(named("hf:MiniMaxAI/MiniMax-M2.5-GGUF:Q8_0")).toBe("MiniMax-M2.5");
    expect(named("hf:owner/repo@main:file.gguf")).toBe("repo");
    expect(named("https://example.org/a/b/model-Q8_0.gguf?download=true")).toBe("model-Q8_0.gguf");
    expect(named("minimax-m2.5")).toBe("minimax-m2.5");
  });

  it("have a share only once the whole is known", () => {
    expect(shareOf(running)).toBeCloseTo(0.662, 3);
    expect(shareOf({ ...running, totalBytes: null })).toBeNull();
    expect(shareOf({ ...running, totalBytes: 0 })).toBeNull();
  });

  it("say how far, how fast, how long still, from where, and what went out", () => {
    const { amount, share, doing } = downloadWords(running, languageOf("en", ""));
    expect(plain(`${amount}; ${share ?? ""}; ${doing.join("; ")}`)).toBe(
      "161.0 GB of 243.3 GB; 66%; downloading; 76 MB/s; about 18 min left; from huggingface.co; 5 files; 274 kB out",
    );
    const german = downloadWords({ ...running, state: "paused" }, languageOf("de", ""));
    expect(plain(german.doing.join("; "))).toBe("angehalten; von huggingface.co; 5 Dateien; 274 kB nach außen");
  });
});
