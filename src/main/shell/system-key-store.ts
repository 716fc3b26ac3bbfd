import type { SafeStorage } from "electron";
import type { KeyStore } from "../core/kernel/key-store";

type Storage = Pick<
  SafeStorage,
  "isAsyncEncryptionAvailable" | "getSelectedStorageBackend" | "encryptStringAsync" | "decryptStringAsync"
>;

/** The Keychain, or the secret store of a Linux desktop; not available where Electron would only pretend to encrypt. */
export function systemKeyStore(storage: Storage, platform: NodeJS.Platform): KeyStore {
  return {
    isAvailable: async () => {
      // Without a secret store Electron on Linux encrypts with a password that is the same for everybody.
      const pretends = platform === "linux" && ["basic_text", "unknown"].includes(storage.getSelectedStorageBackend());
      return !pretends && (await storage.isAsyncEncryptionAvailable());
    },
    encrypt: async (secret) => await storage.encryptStringAsync(secret.toString("base64")),
    decrypt: async (encrypted) => Buffer.from((await storage.decryptStringAsync(encrypted)).result, "base64"),
  };
}
