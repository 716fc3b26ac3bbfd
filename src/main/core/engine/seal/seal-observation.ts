/** One attempt to get out, and how it ended: the error code, or `connected`, `sent`, `resolved`, `timeout`. */
export interface SealAttempt {
  readonly road: "tcp" | "udp" | "dns";
  readonly target: string;
  readonly outcome: string;
}

/** What a worker saw from inside its wall. It only reports; judge-seal.ts decides. */
export interface SealObservation {
  readonly attempts: readonly SealAttempt[];
  /** Linux: the identity of the network namespace (`net:[4026532561]`); null elsewhere. */
  readonly networkNamespace: string | null;
  /** Names of the network interfaces that have an address. */
  readonly interfaces: readonly string[];
}
