import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import type { CallOutput } from "../../src/shared/contract/derive";
import type { Resident } from "../../src/shared/shapes/resident";
import { writeScriptedModel } from "./gguf/scripted/write-scripted-model";
import { ServedTresor } from "./served-tresor";
import { SteadyStream } from "./steady-stream";

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** The code of a failure in any dialect's shape; empty when the text is none. */
export function codeOf(text: string): string {
  return /"code":"(\w+)"/.exec(text)?.[1] ?? "";
}

const steadyText = Array.from({ length: 50 }, (_, index) => `line ${index} of the steady text`).join("\n");
/** A worker that starts takes both cores for a moment; a stream that stands still would be silent for far longer. */
const longestGapMilliseconds = 2_500;

/** A Tresor with a model that streams without end beside those that tests ill-treat. */
export class HostileRig {
  readonly #folder: string;
  readonly #tresor: ServedTresor;
  readonly #steady: SteadyStream;

  private constructor(folder: string, tresor: ServedTresor, steady: SteadyStream) {
    this.#folder = folder;
    this.#tresor = tresor;
    this.#steady = steady;
  }

  static async start(writeModels: (folder: string) => void, flags: readonly string[] = []): Promise<HostileRig> {
    const folder = mkdtempSync(join(tmpdir(), "tresor-hostile-"));
    const models = join(folder, "models");
    mkdirSync(models);
    const turns = [{ text: steadyText }] as const;
    writeScriptedModel(join(models, "steady.gguf"), {
      name: "Steady",
      template: null,
      turns,
      cut: "word",
      eos: "</s>",
    });
    writeModels(models);
    const usual = ["--models-dir", models, "--no-demo", "--seal", "off", "--slots", "2"];
    const tresor = await ServedTresor.start(join(folder, "data"), [...usual, ...flags]);
    const steady = new SteadyStream(tresor.ready.url, "steady", steadyText);
    const rig = new HostileRig(folder, tresor, steady);
    steady.start();
    await rig.expectSteady();
    return rig;
  }

  async dispose(): Promise<void> {
    await this.#steady.stop();
    await this.#tresor.end("SIGKILL");
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** The other model answered all the time, without an error and without a pause. */
  async expectSteady(): Promise<void> {
    const { answers, longestGapMilliseconds: gap, faults } = await this.#steady.take();
    expect(faults).toEqual([]);
    expect(answers).toBeGreaterThan(0);
    expect(gap).toBeLessThan(longestGapMilliseconds);
  }

  async post(path: string, body: unknown, signal?: AbortSignal): Promise<Answer> {
    const response = await fetch(`${this.#tresor.ready.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...this.#authorization() },
      body: typeof body === "string" ? body : JSON.stringify(body),
      ...(signal === undefined ? {} : { signal }),
    });
    return { status: response.status, text: await response.text() };
  }

  /** The model still serves, or again. */
  async expectAnswer(model: string): Promise<void> {
    const request = { model, messages: [{ role: "user", content: "Hello" }], max_tokens: 4 };
    const { status, text } = await this.post("/v1/chat/completions", request);
    expect(status, text).toBe(200);
  }

  async residentOf(model: string): Promise<Resident | undefined> {
    const { residents } = await this.ps();
    return residents.find(({ reference }) => reference.split(":")[0] === model);
  }

  async ps(): Promise<CallOutput<"ps">> {
    const response = await fetch(`${this.#tresor.ready.url}/tresor/v1/ps?history=true`, {
      headers: this.#authorization(),
    });
    return (await response.json()) as CallOutput<"ps">;
  }

  #authorization(): { readonly authorization: string } {
    return { authorization: `Bearer ${readFileSync(join(this.#folder, "data", "admin-token"), "utf8").trim()}` };
  }
}
