import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { KeyStore } from "../../../../../src/main/core/kernel/key-store";
import { keyHeldBy, readCacheKey } from "../../../../../src/main/core/prefix-cache/cache-key";
import { temporaryFolder } from "../../../../support/temporary-folder";

const invert = async (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 0xff));
const keyStore: KeyStore = { isAvailable: async () => true, encrypt: invert, decrypt: invert };

describe("the key of saved prefixes", () => {
  it("is made once, in a file that only the user can read", async () => {
    const folder = temporaryFolder();
    const key = await readCacheKey(folder, null);
    expect(key).toHaveLength(32);
    expect(await readCacheKey(folder, null)).toEqual(key);
    expect(statSync(join(folder, "prefix-key")).mode & 0o777).toBe(0o600);
    expect(keyHeldBy(folder)).toBe("file");
  });

  it("lies encrypted where there is a key store, and moves into it", async () => {
    const folder = temporaryFolder();
    const key = await readCacheKey(folder, null);
    expect(await readCacheKey(folder, keyStore)).toEqual(key);
    expect(existsSync(join(folder, "prefix-key"))).toBe(false);
    expect(readFileSync(join(folder, "prefix-key.encrypted")).equals(key)).toBe(false);
    expect(await readCacheKey(folder, keyStore)).toEqual(key);
    expect(keyHeldBy(folder)).toBe("keyStore");
  });

  it("of the command line and of the app keep apart when each has its own", async () => {
    const folder = temporaryFolder();
    const unavailable = { ...keyStore, isAvailable: async () => false };
    const app = await readCacheKey(folder, keyStore);
    const commandLine = await readCacheKey(folder, unavailable);
    expect(commandLine).not.toEqual(app);
    expect(await readCacheKey(folder, keyStore)).toEqual(app);
    expect(await readCacheKey(folder, null)).toEqual(commandLine);
  });

  it("is made anew when it is damaged or the key store refuses", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "prefix-key"), "short");
    expect(await readCacheKey(folder, null)).toHaveLength(32);
    const refusing: KeyStore = {
      ...keyStore,
      decrypt: () => Promise.reject(new Error("the user refused")),
    };
    const first = await readCacheKey(folder, keyStore);
    expect(await readCacheKey(folder, refusing)).not.toEqual(first);
  });
});
