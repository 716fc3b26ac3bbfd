import { generateKeyPairSync } from "node:crypto";
import { expect, it } from "vitest";
import { openSigningKey, signingKey } from "../../../../../src/main/core/ledger/signing-key";
import { temporaryFolder } from "../../../../support/temporary-folder";

it("hashes the same prompt alike over restarts, and otherwise with another key", async () => {
  const folder = temporaryFolder();
  const hash = (await openSigningKey(folder, null)).hashPrompt("Hello");
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  const again = await openSigningKey(folder, null);
  expect([again.hashPrompt("Hello") === hash, again.hashPrompt("hello") === hash]).toEqual([true, false]);
  expect(signingKey(generateKeyPairSync("ed25519").privateKey).hashPrompt("Hello")).not.toBe(hash);
});
