import type { KeyedClient } from "../../../src/shared/shapes/client";
import type { LedgerEntry, LedgerPage } from "../../../src/shared/shapes/ledger";
import { secondsBefore, studio, type Scene, type SceneAnswer } from "./scene";

const hashOf = (number: number): string => number.toString(16).padStart(8, "a").padEnd(64, "3");

function record(n: number, secondsAgo: number, entry: LedgerEntry): LedgerPage["records"][number] {
  return { n, previous: hashOf(n - 1), at: secondsBefore(secondsAgo), ...entry, hash: hashOf(n) };
}

const request = (client: string, asked: string, promptTokens: number, completionTokens: number): LedgerEntry => ({
  type: "request",
  id: "req_8Kx2vQ7mT4",
  client,
  kind: "chat",
  asked,
  reference: "qwen3.5-397b-a17b:q8_0",
  digest: null,
  stage: 3,
  promptTokens,
  cachedTokens: 0,
  completionTokens,
  queuedMilliseconds: 0,
  prefillMilliseconds: 1_900,
  decodeMilliseconds: 55_300,
  totalMilliseconds: 57_200,
  outcome: "done",
  code: null,
});

const outbound = record(98_100, 540_000, {
  type: "outbound",
  id: "a",
  hosts: ["huggingface.co"],
  purpose: "download of MiniMax-M2.5",
  event: "ended",
  outcome: "done",
  bytesSent: 412_000,
  bytesReceived: 229e9,
});

const records = [
  record(98_213, 8, request("n8n", "embed", 4_096, 0)),
  record(98_212, 40, request("Claude Code", "text", 37_010, 1_188)),
  record(98_211, 65, {
    type: "seal",
    reference: "qwen3-vl-8b:q8_0",
    pid: 4_129,
    enforced: true,
    mechanism: "sandbox-exec",
    evidence: ["connect 192.0.2.1:443: EPERM"],
  }),
  record(98_210, 90, { type: "key", event: "created", client: "Claude Code", by: "window" }),
  outbound,
];

const head = { hash: hashOf(98_213), count: 98_213, at: secondsBefore(8) };
const page = (shown: LedgerPage["records"], more: boolean): LedgerPage => ({
  records: shown,
  more,
  head,
  failing: null,
  publicKey: "MCowBQYDK2VwAyEA",
  keyFingerprint: "9f31c2a4e07a",
});

export const claude: KeyedClient = {
  name: "Claude Code",
  scope: "inference",
  models: ["text", "code"],
  production: true,
  stage: 3,
  priority: "api",
  requestsPerMinute: 60,
  tokensPerMinute: null,
  tokensPerDay: 2_000_000,
  longestContext: null,
  longestKeepAliveSeconds: null,
  createdAt: secondsBefore(864_000),
  lastUsedAt: secondsBefore(40),
  revokedAt: null,
  keyEnd: "mT4q",
  today: { requests: 214, promptTokens: 1_400_000, completionTokens: 120_000 },
};

const keys: readonly KeyedClient[] = [
  claude,
  {
    ...claude,
    name: "n8n",
    models: null,
    production: false,
    requestsPerMinute: null,
    tokensPerDay: null,
    keyEnd: "0xWz",
    today: { requests: 38, promptTokens: 100_000, completionTokens: 30_000 },
  },
  {
    ...claude,
    name: "Old laptop",
    revokedAt: secondsBefore(86_400),
    lastUsedAt: null,
    today: { requests: 0, promptTokens: 0, completionTokens: 0 },
  },
];

const verdict = {
  ok: true,
  records: 98_213,
  segments: 61,
  head,
  signedRecords: 98_200,
  keys: ["9f31c2a4e07a"],
  firstBad: null,
};

const answers: readonly SceneAnswer[] = [
  { name: "ledger", input: { type: "outbound", limit: 10 }, value: page([outbound], false) },
  { name: "ledger", input: { limit: 25 }, value: page(records, true) },
  { name: "ledger", value: page([outbound], false) },
  { name: "verifyLedger", value: verdict },
  { name: "anchorLedger", value: head },
  { name: "keys", value: { keys } },
  { name: "createKey", value: { ...claude, name: "Open WebUI", key: "tresor-made-up-for-this-test" } },
  { name: "rotateKey", value: { ...claude, key: "tresor-rotated-for-this-test" } },
  {
    name: "updateSettings",
    input: { port: 70_000 },
    error: { code: "invalid_request", message: "settings: port: Too big: expected number to be <=65535" },
  },
];

/** Keys, a ledger, and prices to compare with. */
export const vault: Scene = {
  ...studio,
  answers: [...answers, ...studio.answers],
  snapshot: {
    ...studio.snapshot,
    settings: { ...studio.snapshot.settings, cloudPrice: { promptEuros: 2.5, completionEuros: 10 } },
    status: {
      ...studio.snapshot.status,
      sovereignty: { ...studio.snapshot.status.sovereignty, observedAt: secondsBefore(2) },
    },
  },
};

/** A ledger that was tampered with, and an alarm that nobody has seen. */
export const alarmed: Scene = {
  ...vault,
  answers: [
    {
      name: "verifyLedger",
      value: {
        ...verdict,
        ok: false,
        firstBad: { file: "000061.ndjson", line: 812, record: 97_544, what: "The hash does not belong to the record." },
      },
    },
    ...vault.answers,
  ],
  snapshot: {
    ...vault.snapshot,
    status: {
      ...vault.snapshot.status,
      sovereignty: {
        ...vault.snapshot.status.sovereignty,
        state: "alarm",
        since: secondsBefore(30),
        reason: "A worker reached beyond this machine.",
        alarms: [
          {
            at: secondsBefore(30),
            what: "A socket leads beyond this machine.",
            process: "worker",
            pid: 4_129,
            endpoint: "192.0.2.7:443",
            action: "killed",
          },
        ],
      },
    },
  },
};
