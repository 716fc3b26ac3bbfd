import { describe, expect, it } from "vitest";
import { ledgerQuestion, noLedgerFilter } from "../../../../../src/renderer/features/ledger/ledger-filter";
import { ledgerRow } from "../../../../../src/renderer/features/ledger/ledger-row";
import { terminalCommands } from "../../../../../src/renderer/features/ledger/terminal-commands";
import { languageOf } from "../../../../../src/renderer/language/language";
import { ledgerQuestionSchema } from "../../../../../src/shared/shapes/ledger";
import { sceneTime } from "../../../../support/renderer-preview/scene";

const english = languageOf("en", "en");

describe("the ledger's filter", () => {
  it("asks for what was typed and for nothing else", () => {
    expect(ledgerQuestion(noLedgerFilter, undefined)).toEqual({ limit: 25 });
    const question = ledgerQuestion(
      { type: "request", client: " n8n ", id: "req_1", from: "2026-11-20T08:00", to: "not yet" },
      98_100,
    );
    expect(question).toEqual({
      type: "request",
      client: "n8n",
      id: "req_1",
      from: new Date("2026-11-20T08:00").toISOString(),
      before: 98_100,
      limit: 25,
    });
    expect(ledgerQuestionSchema.safeParse(question).success).toBe(true);
  });
});

describe("a record's row", () => {
  it("tells how a request ended, with its code", () => {
    const row = ledgerRow(
      {
        type: "request",
        id: "req_1",
        client: "n8n",
        kind: "chat",
        asked: null,
        reference: "a:q8_0",
        digest: null,
        stage: 3,
        promptTokens: 4_096,
        cachedTokens: 0,
        completionTokens: 0,
        queuedMilliseconds: 0,
        prefillMilliseconds: 0,
        decodeMilliseconds: 0,
        totalMilliseconds: 1_300,
        outcome: "failed",
        code: "worker_died",
      },
      english,
    );
    expect(row).toMatchObject({ client: "n8n", what: "a:q8_0", in: "4,096", out: "0", outcome: "failed, worker_died" });
  });

  it("says that a seal is missing", () => {
    const seal = { type: "seal", reference: "a", pid: 1, enforced: false, mechanism: "none", evidence: [] } as const;
    expect(ledgerRow({ ...seal, evidence: [] }, english).outcome).toBe("missing");
  });
});

describe("the commands for a terminal", () => {
  it("cover the last thirty days and today, in the window's language", () => {
    const commands = terminalCommands(Date.parse(sceneTime), "de").map(({ command }) => command);
    expect(commands[0]).toBe("tresor report --from 2026-10-21 --to 2026-11-21 --lang de --out tresor-report.html");
    expect(commands[1]).toContain("tresor ledger export --from 2026-10-21");
  });
});
