import type { Job } from "../../src/shared/shapes/resident";

/** A running request of a resident; tests say only what matters to them. */
export function jobOf(rest: Partial<Job> = {}): Job {
  return {
    id: "run_1",
    client: "window",
    phase: "decode",
    promptTokens: 12,
    promptTokensRead: 12,
    generatedTokens: 3,
    startedAt: "2026-11-20T12:00:00.000Z",
    ...rest,
  };
}
