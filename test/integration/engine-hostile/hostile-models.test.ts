import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { writeHostileModels } from "../../support/gguf/hostile-models";
import { hostileFiles } from "../../support/gguf/hostile";
import { HostileRig, codeOf } from "../../support/hostile-rig";

let rig: HostileRig;
let wellFormed: readonly string[];

beforeAll(async () => {
  rig = await HostileRig.start((folder) => {
    wellFormed = writeHostileModels(folder);
    for (const [index, { bytes }] of hostileFiles.entries()) writeFileSync(join(folder, `lie-${index}.gguf`), bytes);
  });
});
afterEach(() => rig.expectSteady());
afterAll(() => rig.dispose());

const request = (model: string) => ({ model, prompt: "Grüße, 🙂 <s>", max_tokens: 8 });

describe("a file that lies", () => {
  it("is refused with its reason, whichever way it lies", async () => {
    for (const [index, { name, reason }] of hostileFiles.entries()) {
      const { status, text } = await rig.post("/v1/completions", request(`lie-${index}`));
      expect([status, codeOf(text)], `${name}: ${text}`).toEqual([422, "model_rejected"]);
      expect(text.replaceAll('\\"', '"'), name).toMatch(reason);
    }
  });
});

describe("a well-formed file that the engine stumbles over", () => {
  it("is refused, or answers, or loses its own process, and nothing else happens", async () => {
    const outcomes: Record<string, string> = {};
    for (const name of wellFormed) {
      const { status, text } = await rig.post("/v1/completions", request(name));
      outcomes[name] = status === 200 ? "answers" : `${status} ${codeOf(text)}`;
      await rig.post("/tresor/v1/unload", { reference: name });
    }
    console.log(outcomes);
    const fair = /^(answers|4\d\d \w+|500 (load_failed|generation_failed)|502 worker_died|503 insufficient_memory)$/;
    for (const [name, outcome] of Object.entries(outcomes)) expect(outcome, name).toMatch(fair);
  }, 180_000);
});
