import { delimiter } from "node:path";
import { describe, expect, it } from "vitest";
import { parseServeFlags } from "../../../../../src/main/core/settings/serve-flags";

const parse = (args: readonly string[], environment: Record<string, string> = {}) =>
  parseServeFlags(args, environment, "/home/ada");

describe("parseServeFlags", () => {
  it("leaves everything to the settings when nothing is said", () => {
    expect(parse([])).toEqual({
      dataDirectoryPath: undefined,
      modelsDirectories: [],
      port: undefined,
      seal: undefined,
      demo: undefined,
      prefixCache: undefined,
      threads: undefined,
      context: undefined,
      slots: undefined,
      memoryLimitBytes: undefined,
      logLevel: "info",
      language: undefined,
    });
  });

  it("reads every flag; folders become absolute", () => {
    const args =
      "--data-dir d --models-dir /m --models-dir=n --port 0 --seal off --no-demo --no-prefix-cache --threads 4 --context 2048";
    expect(parse([...args.split(" "), "--slots", "2", "--memory-limit", "1GB", "--lang", "de"])).toMatchObject({
      dataDirectoryPath: "/home/ada/d",
      modelsDirectories: ["/m", "/home/ada/n"],
      port: 0,
      seal: "off",
      demo: false,
      prefixCache: false,
      threads: 4,
      context: 2_048,
      slots: 2,
      memoryLimitBytes: 1_000_000_000,
      language: "de",
    });
  });

  it("takes the global ones from the environment; a flag wins", () => {
    const environment = { TRESOR_DATA_DIR: "/e", TRESOR_MODELS_DIR: `/a${delimiter}/b`, TRESOR_MEMORY_LIMIT: "2GB" };
    expect(parse(["--data-dir", "/f"], environment)).toMatchObject({
      dataDirectoryPath: "/f",
      modelsDirectories: ["/a", "/b"],
      memoryLimitBytes: 2_000_000_000,
    });
  });

  it.each([
    [["--port", "70000"], "--port"],
    [["--threads", "0"], "--threads"],
    [["--slots", "1.5"], "--slots"],
    [["--seal", "maybe"], "--seal"],
    [["--lang", "fr"], "--lang"],
    [["--log-level", "loud"], "--log-level"],
    [["--memory-limit", "much"], "--memory-limit"],
    [["--modles-dir", "/m"], "--modles-dir"],
    [["stray"], "stray"],
    [["--port"], "--port"],
  ])("refuses %j, naming it", (args, named) => {
    expect(() => parse(args)).toThrow(expect.objectContaining({ code: "invalid_request" }));
    expect(() => parse(args)).toThrow(named);
  });
});
