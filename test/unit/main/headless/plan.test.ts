import { describe, expect, it } from "vitest";
import { Planning } from "../../../../src/main/core/planning/planning";
import { run } from "../../../../src/main/headless/run";
import type { Capabilities } from "../../../../src/main/headless/session";
import { createClient, type Handlers } from "../../../../src/shared/contract/derive";
import { TresorError } from "../../../../src/shared/errors";
import { fakeHandlers, fakeMachine } from "../../../fakes/handlers";
import { FakeLibrary } from "../../../fakes/library";
import { FakeTerminal } from "../../../fakes/terminal";
import { FakeTransport } from "../../../fakes/transport";
import { planOf } from "../../../support/plan";

/** Where no Tresor runs, plans are made over the fake library with the fake machine. */
const planning = new Planning({
  library: new FakeLibrary(),
  residents: () => [],
  machine: async () => fakeMachine,
  preferences: () => ({ context: null, slots: null, cacheType: "F16" }),
  bandwidth: async () => ({ bytesPerSecond: 24e9, measured: true }),
  samples: () => [],
});

async function tresor(line: string[], handlers: Partial<Handlers> | "not running" = {}, columns?: number) {
  const { handlers: answering, recorded } = fakeHandlers(handlers === "not running" ? {} : handlers);
  let disposed = false;
  const unused = () => Promise.reject(new TresorError("internal", "not used here"));
  const capabilities: Capabilities = {
    installation: {
      processes: { nodePath: "node", environment: {}, workerScript: "", inspectorScript: "", fetcherScript: "" },
      windowDirectory: null,
      demoDirectory: null,
    },
    connect: () => {
      if (handlers === "not running") throw new TresorError("not_running", "Tresor is not running.");
      return createClient(new FakeTransport(answering));
    },
    startTresor: unused,
    openLibrary: unused,
    openPlanning: async () => ({ planning, dispose: async () => void (disposed = true) }),
    openPrefixCache: unused,
    diagnose: unused,
    runTool: unused,
  };
  const terminal = new FakeTerminal();
  if (columns !== undefined) Object.assign(terminal.output, { columns });
  const exitCode = await run(line, terminal, capabilities);
  return { exitCode, stdout: terminal.written, stderr: terminal.complained, recorded, disposed };
}

const gigabyte = 2 ** 30;
const short = planOf({
  reference: "large:q8_0",
  fits: false,
  context: 8_192,
  lines: [
    { what: "weights", bytes: 30 * gigabyte },
    { what: "kvCache", bytes: 8 * gigabyte },
    { what: "compute", bytes: 1 * gigabyte },
    { what: "overhead", bytes: 1 * gigabyte },
  ],
  totalBytes: 40 * gigabyte,
  availableBytes: 38 * gigabyte,
  memoryLimitBytes: 60 * gigabyte,
  missingBytes: 2 * gigabyte,
  mustLeave: ["old:f16"],
  largestContext: 6_144,
  tokensPerSecond: { low: 9.54, high: 120.4 },
  advice: [{ kind: "unload", text: "Unload old:f16 (12.0 GB).", command: "tresor unload old:f16" }],
});

describe("tresor plan", () => {
  it("asks the core with what was wished, and prints its plan as it is", async () => {
    const plan = planOf();
    const line = ["plan", "tiny", "--context", "4096", "--slots", "2", "--kv-type", "q8_0", "--json"];
    const { exitCode, stdout, recorded } = await tresor(line, { plan: async () => plan });
    expect([exitCode, JSON.parse(stdout)]).toEqual([0, plan]);
    expect(recorded.at(-1)).toMatchObject({
      name: "plan",
      input: { reference: "tiny", context: 4_096, slots: 2, cacheType: "Q8_0" },
    });
  });

  it("says the verdict first, then the picture, the sum and what helps, and ends with 1", async () => {
    const { exitCode, stdout } = await tresor(["plan", "large"], { plan: async () => short });
    expect(exitCode).toBe(1);
    const [name, verdict, , bar, legend] = stdout.split("\n");
    expect([name, verdict]).toEqual(["large:q8_0", "Does not fit: 2.0 GB short."]);
    expect(bar).toMatch(/^░+█+▓+│▒+$/);
    expect(legend).toBe("░ taken   █ Weights   ▓ KV cache   ▒ Compute   │ limit");
    expect(stdout).toMatch(/Together +40\.0 GB\nFree for models +38\.0 GB of 60\.0 GB\n/);
    expect(stdout).toMatch(/Context +8,192 tokens in 2 slots\n/);
    expect(stdout).toMatch(/Expected +9\.5 to 120 tok\/s, estimated\nMust leave +old:f16\n/);
    expect(stdout).toMatch(/- Unload old:f16 \(12\.0 GB\)\.\n {4}tresor unload old:f16\n$/);
  });

  it("draws no wider than the terminal", async () => {
    const { stdout } = await tresor(["plan", "large"], { plan: async () => short }, 40);
    expect(Array.from(stdout.split("\n")[3] ?? "")).toHaveLength(38);
  });

  it("says the same in German", async () => {
    const { stdout } = await tresor(["plan", "large", "--lang", "de"], { plan: async () => short });
    expect(stdout).toMatch(/Passt nicht: 2,0 GB fehlen\./);
    expect(stdout).toMatch(/Erwartet +9,5 bis 120 Tok\/s, geschätzt/);
    expect(stdout).toMatch(/- Andere Modelle entladen\.\n {4}tresor unload old:f16\n$/);
  });

  it("works where no Tresor runs, as if nothing were loaded", async () => {
    const { exitCode, stdout, disposed } = await tresor(["plan", "tiny", "--json"], "not running");
    expect([exitCode, disposed]).toEqual([0, true]);
    expect(JSON.parse(stdout)).toMatchObject({ reference: "tiny:q8_0", fits: true, mustLeave: [] });
    const unknown = await tresor(["plan", "pink"], "not running");
    expect([unknown.exitCode, unknown.disposed]).toEqual([1, true]);
  });

  it.each([
    ["nothing", ["plan"]],
    ["a model and --fits", ["plan", "tiny", "--fits"]],
    ["--roles and --fits", ["plan", "--roles", "--fits"]],
    ["a machine for a model", ["plan", "tiny", "--machine", "dgx-spark"]],
    ["a cache type that does not exist", ["plan", "tiny", "--kv-type", "Q4_0"]],
    ["a machine that does not exist", ["plan", "--fits", "--machine", "toaster"]],
  ])("takes %s for wrong usage", async (_, line) => {
    const { exitCode, stdout, stderr } = await tresor(line, "not running");
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });
});

describe("tresor plan --roles", () => {
  it("shows each model with its roles, and ends with 1 when they do not fit together", async () => {
    const plan = { ...planOf({ totalBytes: 3 * gigabyte }), roles: ["text", "code"] };
    const planRoles = async () => ({
      fits: false,
      plans: [plan],
      totalBytes: 3 * gigabyte,
      availableBytes: 2 * gigabyte,
      mustLeave: ["old:f16"],
    });
    const { exitCode, stdout } = await tresor(["plan", "--roles"], { planRoles });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^Does not fit: 1\.0 GB short\.\n/);
    expect(stdout).toMatch(/█ +text, code +story:f32 +3\.0 GB +512 +2\n\nMust leave: old:f16\n$/);
  });

  it("says so when no role has a model", async () => {
    expect(await tresor(["plan", "--roles"], "not running")).toMatchObject({
      exitCode: 0,
      stdout: "No role has a model.\n",
    });
  });
});

describe("tresor plan --fits", () => {
  it("shows the machine, a row for each model, and the command that one of them needs", async () => {
    const line = ["plan", "--fits", "--machine", "mac-studio-m3-ultra-512"];
    const { exitCode, stdout } = await tresor(line, "not running");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^Mac Studio M3 Ultra, 512 GB · 512\.0 GB · 819 GB\/s · 9,500 €, 100 W \(as of \d{4}-\d\d-\d\d\)\n/,
    );
    expect(stdout).toMatch(/qwen3\.5-397b-a17b +397\.0 B +17\.0 B +397\.0 GB +full +yes +48\.2\n/);
    expect(stdout).toMatch(/glm-5 +744\.0 B +40\.0 B +744\.0 GB +full +no +–\n/);
    expect(stdout).toMatch(/ {4}sudo sysctl iogpu\.wired_limit_mb=\d+\n/);
  });

  it("leaves out in a narrow terminal what can be told from the rest", async () => {
    for (const language of ["en", "de"]) {
      const line = ["plan", "--fits", "--machine", "mac-studio-m3-ultra-512", "--lang", language];
      const { stdout } = await tresor(line, "not running", 80);
      const rows = stdout.split("\n").filter((row) => /^[a-z0-9.-]+ +\d|^MODEL/.test(row));
      expect(rows.length).toBeGreaterThan(10);
      expect(Math.max(...rows.map((row) => Array.from(row).length))).toBeLessThanOrEqual(80);
    }
  });

  it("has a picture where there is room for one, never a line that is too long", async () => {
    const wide = await tresor(["plan", "--fits", "--machine", "mac-studio-m3-ultra-512"], "not running", 120);
    expect(wide.stdout).toMatch(/minimax-m2\.5 .*81\.9 +█{8}·{12}\n/);
    expect(wide.stdout).toMatch(/kimi-k2\.5 .*█+│█+\n/);
    const rows = wide.stdout.split("\n").filter((row) => /^[a-z0-9.-]+ +\d/.test(row));
    expect(Math.max(...rows.map((row) => Array.from(row).length))).toBeLessThanOrEqual(120);
  });

  it("tells of this machine that its bandwidth was measured, and of an expected one that it is", async () => {
    expect((await tresor(["plan", "--fits"], "not running")).stdout).toMatch(
      /^Apple M3 Ultra · .* · 24 GB\/s \(measured\)\n/,
    );
    const expected = await tresor(
      ["plan", "--fits", "--machine", "mac-studio-m5-ultra-512", "--lang", "de"],
      "not running",
    );
    expect(expected.stdout).toMatch(/1\.100 GB\/s · erwartet, nicht gemessen\n/);
  });

  it("gives programs the fields of the contract", async () => {
    const { stdout } = await tresor(["plan", "--fits", "--machine", "dgx-spark", "--json"], "not running");
    expect(JSON.parse(stdout)).toMatchObject({
      machine: "dgx-spark",
      memoryBytes: 128 * gigabyte,
      bandwidthBytesPerSecond: 273e9,
      models: expect.arrayContaining([
        expect.objectContaining({
          name: "minimax-m2.5",
          weightsBytes: 229e9,
          fits: false,
          tokensPerSecondCeiling: null,
        }),
      ]) as unknown[],
    });
  });
});

describe("tresor load --dry-run", () => {
  it("loads nothing, and answers with the plan", async () => {
    const load: Handlers["load"] = async ({ dryRun }) => {
      if (!dryRun) throw new TresorError("internal", "It was loaded.");
      return short;
    };
    const { exitCode, stdout } = await tresor(["load", "large", "--dry-run"], { load });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/Does not fit: 2\.0 GB short\./);
  });

  it("works where no Tresor runs; a load does not", async () => {
    expect((await tresor(["load", "tiny", "--dry-run"], "not running")).exitCode).toBe(0);
    expect((await tresor(["load", "tiny"], "not running")).exitCode).toBe(3);
  });
});
