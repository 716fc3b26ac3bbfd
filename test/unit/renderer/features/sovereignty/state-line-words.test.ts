import { describe, expect, it } from "vitest";
import type { Download } from "../../../../../src/shared/shapes/download";
import type { Resident } from "../../../../../src/shared/shapes/resident";
import type { Sovereignty } from "../../../../../src/shared/shapes/status";
import { nameOfReference } from "../../../../../src/renderer/features/residency/model-name";
import { stateLineWords } from "../../../../../src/renderer/features/sovereignty/state-line-words";
import { languageOf } from "../../../../../src/renderer/language/language";
import { fetching } from "../../../../support/renderer-preview/fetching-scene";
import { troubled } from "../../../../support/renderer-preview/more-scenes";
import { sceneTime, studio } from "../../../../support/renderer-preview/scene";

const english = languageOf("en", "");
const now = Date.parse(sceneTime);
const plain = (words: string) => words.replaceAll(/[\u202F\u00A0]/g, " ");

describe("the state line", () => {
  const line = (
    sovereignty: Sovereignty,
    residents: readonly Resident[],
    downloads: readonly Download[] = [],
    language = english,
  ) => stateLineWords({ sovereignty, residents, downloads, nameOf: nameOfReference }, language, now);

  it("says, sealed, what left and on what evidence, with its age", () => {
    const words = line(studio.snapshot.status.sovereignty, studio.snapshot.residents);
    expect(plain(`${words.claim}; ${words.ground}`)).toBe("0 bytes out; 3 of 3 workers, checked 4 s ago");
    expect(words.sentence).toBeNull();
  });

  it("says which worker is not sealed", () => {
    const words = line(troubled.snapshot.status.sovereignty, troubled.snapshot.residents);
    expect(words).toMatchObject({ title: "Not enforced", claim: "1 of 2 workers", ground: "sealed by the kernel" });
    expect(words.sentence).toContain("qwen3-vl-8b");
  });

  it("says that the seal is off when no worker shows it", () => {
    const off = { ...studio.snapshot.status.sovereignty, state: "not-enforced" as const, workers: 0, sealedWorkers: 0 };
    expect(line(off, [])).toMatchObject({ ground: "no worker is running", sentence: english.words.state.sealOff });
  });

  it("says, while a download runs, what came and went, from which host, and for how much longer", () => {
    const { status, residents, downloads } = fetching.snapshot;
    const words = line(status.sovereignty, residents, downloads);
    expect(plain(words.claim)).toBe("161.0 GB in, 274 kB out");
    expect(words.ground).toBe("huggingface.co, for one model");
    expect(plain(words.since)).toMatch(/^since .*, 18 min left$/);
    expect(words.sentence).toContain("Downloading MiniMax-M2.5.");
    const german = line(status.sovereignty, residents, downloads, languageOf("de", ""));
    expect(plain(german.claim)).toBe("161,0 GB ein, 274 kB aus");
  });

  it("gives the core's reason for a state that it knows best", () => {
    const alarm = { ...studio.snapshot.status.sovereignty, state: "alarm" as const, reason: "One was stopped." };
    expect(line(alarm, []).sentence).toBe("One was stopped.");
  });
});
