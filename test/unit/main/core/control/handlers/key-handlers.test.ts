import { expect, it } from "vitest";
import { keyHandlers } from "../../../../../../src/main/core/control/handlers/key-handlers";
import type { LedgerEntry } from "../../../../../../src/shared/shapes/ledger";
import { openClientBook } from "../../../../../support/client-book";
import { temporaryFolder } from "../../../../../support/temporary-folder";

it("records what happens to a key, by whom, and nothing of a call that failed", async () => {
  const entries: LedgerEntry[] = [];
  const append = async (entry: LedgerEntry) => {
    await Promise.resolve();
    entries.push(entry);
    return true;
  };
  const { book } = await openClientBook(temporaryFolder());
  const { createKey, updateKey, rotateKey, revokeKey } = keyHandlers(book, { append });
  const context = { client: "cli", signal: new AbortController().signal };
  const { key } = await createKey({ name: "n8n" }, context);
  await updateKey({ name: "n8n", production: true }, context);
  await rotateKey({ name: "n8n" }, context);
  await revokeKey({ name: "N8N" }, { ...context, client: "window" });
  await expect(rotateKey({ name: "n8n" }, context)).rejects.toMatchObject({ code: "key_not_found" });
  expect(entries).toEqual(
    ["created cli", "changed cli", "rotated cli", "revoked window"].map((words) => {
      const [event, by] = words.split(" ");
      return { type: "key", event, client: "n8n", by };
    }),
  );
  expect(JSON.stringify(entries)).not.toContain(key.slice(7));
});
