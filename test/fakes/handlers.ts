import type { CallName, Caller, Handlers, ParsedInput } from "../../src/shared/contract/derive";
import type { CacheReport } from "../../src/shared/shapes/cache";
import type { Alias } from "../../src/shared/shapes/alias";
import type { ImportItem, PullItem } from "../../src/shared/shapes/download";
import type { Machine } from "../../src/shared/shapes/machine";
import type { Resident } from "../../src/shared/shapes/resident";
import type { RunItem } from "../../src/shared/shapes/run";
import { settingsSchema, type Settings } from "../../src/shared/shapes/settings";
import type { Status } from "../../src/shared/shapes/status";
import { clientOf } from "../support/client";
import { downloadOf } from "../support/download";
import { fitTable, planOf } from "../support/plan";
import { residentOf } from "../support/resident";
import { fakeDigest, fakeUsage } from "./inference";
import { FakeLibrary, fakeModel } from "./library";
import { reportFactsOf } from "../support/report-facts";

/** The resident of `fakeModel`, ready. */
export function fakeResident(change: Partial<Resident> = {}): Resident {
  return residentOf({
    reference: "tiny:q8_0",
    displayName: "Tiny",
    digest: fakeDigest,
    quantization: "Q8_0",
    context: 2_048,
    ...change,
  });
}

export const fakeMachine: Machine = {
  at: "2026-11-01T10:00:00.000Z",
  chip: "Apple M3 Ultra",
  cores: 32,
  totalBytes: 512e9,
  systemBytes: 30e9,
  modelsBytes: 3e6,
  reserveBytes: 16e9,
  freeForModelsBytes: 460e9,
  memoryLimitBytes: 480e9,
  pressure: "normal",
  swapUsedBytes: 0,
  wiredBytes: 40e9,
  compressedBytes: 0,
  cachedBytes: 10e9,
  bandwidthBytesPerSecond: 819e9,
  gpuLimitBytes: 480e9,
};

export const fakeStatus: Status = {
  url: "http://127.0.0.1:8737",
  version: "0.1.0",
  engine: "node-llama-cpp 3.21.1",
  pid: 4_242,
  startedAt: "2026-11-01T10:00:00.000Z",
  sovereignty: {
    state: "sealed",
    since: "2026-11-01T10:00:00.000Z",
    bytesOut: 0,
    sealedWorkers: 1,
    workers: 1,
    checkedAt: "2026-11-01T10:00:01.000Z",
    observedAt: null,
    alarms: [],
    reason: null,
  },
  residents: 1,
  doors: [{ kind: "local", address: "http://127.0.0.1:8737", problem: null, fingerprint: null }],
};

export const fakeCacheReport: CacheReport = {
  enabled: true,
  entries: 3,
  bytes: 5e9,
  hits: 41,
  limitBytes: 20e9,
  keyHeldBy: "file",
};

const fakeAlias: Alias = { name: "text", role: "text", target: null, reference: "tiny:q8_0" };

const fakeHead = { hash: "0".repeat(64), count: 3, at: "2026-11-20T12:00:00.000Z" };

export interface RecordedCall {
  readonly name: CallName;
  readonly input: unknown;
  readonly caller: Caller;
}

/** Handlers that answer every call of the contract with something valid, and a record of what reached them. */
export function fakeHandlers(overrides: Partial<Handlers> = {}): { handlers: Handlers; recorded: RecordedCall[] } {
  const recorded: RecordedCall[] = [];
  const library = new FakeLibrary();
  const settings: Settings = settingsSchema.parse({});
  const listing = { models: [fakeModel()], rejected: [] };
  const answering: Handlers = {
    status: async () => fakeStatus,
    activity: async ({ range }) => ({ range, intervalSeconds: 10, samples: [] }),
    cancelRequest: async ({ id }) => ({ id }),
    snapshot: async () => ({
      sequence: 5,
      status: fakeStatus,
      machine: fakeMachine,
      residents: [fakeResident()],
      models: [fakeModel()],
      downloads: [],
      settings,
    }),
    ps: async ({ history }) => ({ residents: [fakeResident()], ...(history ? { history: [] } : {}) }),
    list: async () => listing,
    show: async ({ reference }) => await library.details(reference),
    doctor: async () => ({ ok: true, checks: [] }),
    settings: async () => settings,
    cache: async () => fakeCacheReport,
    clearCache: async () => ({ entries: 3, bytes: 5e9, hits: 41 }),
    link: async () => ({ url: `${fakeStatus.url}/?link=code` }),
    rescan: async () => listing,
    load: async ({ reference }) => fakeResident({ reference: library.resolve(reference).reference }),
    unload: async ({ reference }) => fakeResident({ reference, state: "unloading" }),
    pin: async ({ reference }) => fakeResident({ reference, pinned: true }),
    unpin: async ({ reference }) => fakeResident({ reference }),
    plan: async ({ reference }) => planOf({ reference: library.resolve(reference).reference }),
    planRoles: async () => ({ fits: true, plans: [], totalBytes: 0, availableBytes: 460e9, mustLeave: [] }),
    fits: async () => fitTable,
    machines: async () => ({ machines: [fitTable.machineKind] }),
    catalog: async () => ({ entries: [] }),
    aliases: async () => ({ aliases: [fakeAlias] }),
    setAlias: async ({ name, reference }) => ({ ...fakeAlias, name, target: reference, reference }),
    removeAlias: async () => ({ aliases: [] }),
    downloads: async () => ({ downloads: [] }),
    pull: () => fakePull(),
    pauseDownload: async ({ id }) => downloadOf({ id, state: "paused" }),
    resumeDownload: async ({ id }) => downloadOf({ id }),
    cancelDownload: async ({ id }) => downloadOf({ id, state: "cancelled" }),
    setHubToken: async ({ token }) => ({ held: token !== null }),
    import: () => fakeImport(),
    remove: async ({ reference }) => fakeModel({ reference }),
    ledger: async () => ({
      records: [],
      more: false,
      head: fakeHead,
      failing: null,
      publicKey: "AAAA",
      keyFingerprint: "0".repeat(32),
    }),
    verifyLedger: async () => ({
      ...{ ok: true, records: 3, segments: 1, head: fakeHead, signedRecords: 2, keys: [], firstBad: null },
    }),
    anchorLedger: async () => fakeHead,
    report: async () => ({ html: "<!doctype html>", facts: reportFactsOf() }),
    sovereignty: async () => fakeStatus.sovereignty,
    acknowledgeAlarms: async () => fakeStatus.sovereignty,
    keys: async () => ({ keys: [clientOf()] }),
    createKey: async ({ name }) => ({ ...clientOf({ name }), key: "tresor-0123456789abcdefwxyz" }),
    updateKey: async ({ name }) => clientOf({ name }),
    revokeKey: async ({ name }) => clientOf({ name, revokedAt: "2026-11-20T12:00:00.000Z" }),
    rotateKey: async ({ name }) => ({ ...clientOf({ name }), key: "tresor-0123456789abcdefwxyz" }),
    updateSettings: async (change) => settingsSchema.parse({ ...settings, ...change }),
    run: () => fakeRun(),
    ...overrides,
  };
  const recording = Object.entries(answering).map(([name, handler]) => [
    name,
    (input: ParsedInput<CallName>, caller: Caller) => {
      recorded.push({ name: name as CallName, input, caller });
      return (handler as (input: unknown, caller: Caller) => unknown)(input, caller);
    },
  ]);
  return { handlers: Object.fromEntries(recording) as Handlers, recorded };
}

async function* fakePull(): AsyncGenerator<PullItem, void, void> {
  yield {
    event: "progress",
    id: "download-1",
    state: "downloading",
    bytes: 1e6,
    totalBytes: 3e6,
    bytesPerSecond: 1e6,
    etaSeconds: 2,
  };
  yield { event: "done", reference: "tiny:q8_0", digest: fakeDigest, path: "/models/tiny.gguf" };
}

async function* fakeImport(): AsyncGenerator<ImportItem, void, void> {
  yield { event: "progress", bytes: 1e6, totalBytes: 3e6, bytesPerSecond: 1e6, etaSeconds: 2 };
  yield { event: "done", reference: "tiny:q8_0", digest: fakeDigest, path: "/models/tiny.gguf" };
}

async function* fakeRun(): AsyncGenerator<RunItem, void, void> {
  yield { event: "text", text: "Hello" };
  yield {
    event: "done",
    reference: "tiny:q8_0",
    digest: fakeDigest,
    reason: "stop",
    usage: fakeUsage,
    tokensPerSecond: 12,
    timeToFirstTokenMilliseconds: 34,
  };
}
