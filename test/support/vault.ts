import type { VaultState } from "../../src/main/shell/vault-state";

/** What the menu bar knows of a sealed core without residents; tests say only what matters to them. */
export function vaultOf(rest: Partial<VaultState> = {}): VaultState {
  return {
    url: "http://127.0.0.1:8737",
    sovereignty: {
      state: "sealed",
      since: "2026-11-20T12:00:00.000Z",
      bytesOut: 0,
      sealedWorkers: 0,
      workers: 0,
      checkedAt: null,
      observedAt: null,
      alarms: [],
      reason: null,
    },
    residents: [],
    language: "system",
    ...rest,
  };
}
