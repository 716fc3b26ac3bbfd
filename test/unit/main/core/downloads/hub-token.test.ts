import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { HubToken } from "../../../../../src/main/core/downloads/hub-token";
import type { KeyStore } from "../../../../../src/main/core/kernel/key-store";
import { temporaryFolder } from "../../../../support/temporary-folder";

const logger = pino({ level: "silent" });
const turned = async (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 0xff));
const keyStore: KeyStore = { isAvailable: async () => true, encrypt: turned, decrypt: turned };

function tokenIn(folder: string, rest: { keyStore?: KeyStore; fromEnvironment?: string } = {}): HubToken {
  return new HubToken({ folder, keyStore: rest.keyStore ?? null, fromEnvironment: rest.fromEnvironment, logger });
}

describe("the token for the hub", () => {
  it("lies in a file that only its user reads, where there is no key store", async () => {
    const folder = temporaryFolder();
    expect(await tokenIn(folder).read()).toBeNull();
    expect(await tokenIn(folder).set(" hf_abc\n")).toBe(true);
    expect(statSync(join(folder, "hub-token")).mode & 0o777).toBe(0o600);
    expect(await tokenIn(folder).read()).toBe("hf_abc");
    expect(await tokenIn(folder).set(null)).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("is encrypted by a key store, and then nowhere else", async () => {
    const folder = temporaryFolder();
    await tokenIn(folder).set("hf_old");
    await tokenIn(folder, { keyStore }).set("hf_new");
    expect(readdirSync(folder)).toEqual(["hub-token.encrypted"]);
    expect(readFileSync(join(folder, "hub-token.encrypted"), "latin1")).not.toContain("hf_new");
    expect(await tokenIn(folder, { keyStore }).read()).toBe("hf_new");
  });

  it("is missing, no more, when the key store does not give it out", async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "hub-token.encrypted"), "x");
    const refusing = { ...keyStore, decrypt: () => Promise.reject(new Error("refused")) };
    expect(await tokenIn(folder, { keyStore: refusing }).read()).toBeNull();
  });

  it("comes from the environment while none is set", async () => {
    const folder = temporaryFolder();
    const token = tokenIn(folder, { fromEnvironment: "hf_env" });
    expect(await token.read()).toBe("hf_env");
    await token.set("hf_own");
    expect(await token.read()).toBe("hf_own");
    expect(await token.set(null)).toBe(true);
    expect(await token.read()).toBe("hf_env");
  });

  it.each(["two words", "line\nbreak", "ünicode", "x".repeat(513)])("is not %j", async (text) => {
    const refusal = tokenIn(temporaryFolder()).set(text);
    await expect(refusal).rejects.toMatchObject({ code: "invalid_request", details: { field: "token" } });
    await expect(refusal).rejects.not.toThrow(text);
  });
});
