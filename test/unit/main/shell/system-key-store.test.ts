import { describe, expect, it } from "vitest";
import { systemKeyStore } from "../../../../src/main/shell/system-key-store";

const storage = (available: boolean, backend: "basic_text" | "gnome_libsecret" | "unknown" = "unknown") => ({
  isAsyncEncryptionAvailable: async () => available,
  getSelectedStorageBackend: () => backend,
  encryptStringAsync: async (text: string) => Buffer.from(`locked ${text}`),
  decryptStringAsync: async (bytes: Buffer) => ({
    result: bytes.toString().replace("locked ", ""),
    shouldReEncrypt: false,
  }),
});

describe("the system's key store", () => {
  it("gives back what it encrypted, byte for byte", async () => {
    const store = systemKeyStore(storage(true), "darwin");
    const secret = Buffer.from([0, 255, 128, 10]);
    expect(await store.decrypt(await store.encrypt(secret))).toEqual(secret);
  });

  it.each([
    ["there on a Mac with a Keychain", storage(true), "darwin", true],
    ["there on a Linux desktop with a secret store", storage(true, "gnome_libsecret"), "linux", true],
    ["not there where Electron has none", storage(false), "darwin", false],
    ["not there where Electron would only pretend", storage(true, "basic_text"), "linux", false],
  ] as const)("is %s", async (_, electron, platform, expected) => {
    expect(await systemKeyStore(electron, platform).isAvailable()).toBe(expected);
  });
});
