import { describe, expect, it } from "vitest";
import type { Resident } from "../../../../../src/shared/shapes/resident";
import { nameOfReference, secondName } from "../../../../../src/renderer/features/residency/model-name";
import { clientName, doingOf } from "../../../../../src/renderer/features/residency/resident-doing";
import { languageOf } from "../../../../../src/renderer/language/language";
import { sceneTime, studio } from "../../../../support/renderer-preview/scene";

const english = languageOf("en", "");
const german = languageOf("de", "");
const now = Date.parse(sceneTime);
const [text, , vision] = studio.snapshot.residents as [Resident, Resident, Resident];
const plain = (words: string) => words.replaceAll(/[\u202F\u00A0]/g, " ");
const doing = (resident: Resident) => plain(doingOf(resident, english, now));

describe("a model's names", () => {
  it("leave the tag to the quality", () => {
    expect(nameOfReference("smollm2-135m-instruct:q4_1")).toBe("smollm2-135m-instruct");
  });

  it("have a second only when it says more", () => {
    expect(secondName("smollm2-135m-instruct:q4_1", "SmolLM2 135M Instruct")).toBeNull();
    expect(secondName("text:q8_0", "Qwen3.5 397B A17B")).toBe("Qwen3.5 397B A17B");
  });
});

describe("what a resident does", () => {
  it("is its state while it does not answer", () => {
    expect(doing({ ...text, state: "starting" })).toBe("starting");
    expect(doing({ ...text, state: "loading", progress: 0.43 })).toBe("loading 43%");
    expect(doing({ ...text, state: "draining" })).toBe("leaves when done");
    expect(doing({ ...text, state: "failed" })).toBe("failed");
  });

  it("is how many requests it answers, reads and lets wait", () => {
    expect(doing(text)).toBe("1 answering, 1 reading");
  });

  it("is rest, and how long from a minute on", () => {
    const staying = { ...vision, expiresAt: null };
    expect(doing(staying)).toBe("idle for 6 min");
    expect(doing({ ...staying, idleSince: sceneTime })).toBe("idle");
    expect(doing({ ...vision, idleSince: null })).toBe("ready");
  });

  it("is rest until it leaves, where it does; a pinned one does not", () => {
    expect(doing(vision)).toBe("idle, leaves in 4 min");
    expect(doing({ ...vision, expiresAt: sceneTime })).toBe("idle, leaves now");
    expect(doing({ ...vision, pinned: true })).toBe("idle for 6 min");
  });

  it("is for a client by its name, ours in the window's language", () => {
    expect(clientName("window", german.words)).toBe("Tresor-Fenster");
    expect(clientName("Claude Code", german.words)).toBe("Claude Code");
    expect(clientName("constructor", german.words)).toBe("constructor");
  });
});
