import type { Seal } from "../../../../shared/shapes/resident";
import type { SealAttempt, SealObservation } from "./seal-observation";

export interface SealContext {
  readonly platform: NodeJS.Platform;
  readonly mechanism: string;
  /** The network namespace of the core itself, on Linux. */
  readonly ownNamespace: string | null;
  readonly checkedAt: string;
}

/**
 * Whether the kernel keeps a worker from the network, judged by what the worker saw.
 *
 * macOS: a sandboxed connect or send is refused with EPERM; a timeout or a refusal by a peer means that the packet left.
 * Linux: a fresh network namespace has no route, so the kernel answers ENETUNREACH. A machine without any network answers the
 * same, so the namespace must also differ from ours and have no interface but the loopback.
 */
export function judgeSeal(observation: SealObservation, context: SealContext): Seal {
  const walled =
    context.platform === "linux" ? isNamespaceOfItsOwn(observation, context) : context.platform === "darwin";
  const refusal = context.platform === "darwin" ? "EPERM" : "ENETUNREACH";
  const refused =
    observation.attempts.length > 0 && observation.attempts.every((attempt) => isRefused(attempt, refusal));
  return {
    enforced: context.mechanism !== "none" && walled && refused,
    mechanism: context.mechanism,
    checkedAt: context.checkedAt,
    evidence: [...observation.attempts.map(sentence), ...namespaceSentence(observation, context)],
  };
}

function isNamespaceOfItsOwn(observation: SealObservation, context: SealContext): boolean {
  return (
    observation.networkNamespace !== null &&
    context.ownNamespace !== null &&
    observation.networkNamespace !== context.ownNamespace &&
    observation.interfaces.every((name) => name === "lo")
  );
}

/** A name that resolves to nothing is no proof alone, but one that resolves is proof against. */
function isRefused(attempt: SealAttempt, refusal: string): boolean {
  return attempt.road === "dns"
    ? attempt.outcome !== "resolved" && attempt.outcome !== "timeout"
    : attempt.outcome === refusal;
}

function sentence(attempt: SealAttempt): string {
  const action = { tcp: "TCP connect to", udp: "UDP send to", dns: "name lookup of" }[attempt.road];
  return `${action} ${attempt.target}: ${attempt.outcome}`;
}

function namespaceSentence(observation: SealObservation, context: SealContext): string[] {
  if (observation.networkNamespace === null) return [];
  const relation = observation.networkNamespace === context.ownNamespace ? "shared with Tresor" : "its own";
  const interfaces = observation.interfaces.length === 0 ? "no interface" : observation.interfaces.join(", ");
  return [`network namespace ${observation.networkNamespace}, ${relation}; ${interfaces}`];
}
