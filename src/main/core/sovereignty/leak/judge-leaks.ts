import type { DoctorCheck } from "../../../../shared/shapes/doctor";
import { tripwireCode } from "../tripwire-code";
import type { LeakOutcome } from "./leak-outcome";

/** What the kernel answers when there is no way out: no route (Linux), not permitted (macOS), and what resolvers make of both. */
const refusals: ReadonlySet<string> = new Set([
  "ENETUNREACH",
  "EHOSTUNREACH",
  "EADDRNOTAVAIL",
  "EPERM",
  "EACCES",
  "EAI_AGAIN",
  "ENOTFOUND",
  "EREFUSED",
]);

/** c-ares says so when it reached no server at all; from any other road it would mean that a peer refused. */
const refusalsOfQueries: ReadonlySet<string> = new Set(["ECONNREFUSED", "ETIMEOUT"]);

/** Behind the kernel's wall. A timeout counts as gone: the packet may have left. */
export function judgeWorkerRoad({ road, target, outcome }: LeakOutcome, mechanism: string): DoctorCheck {
  const ok = refusals.has(outcome) || (road === "DNS query" && refusalsOfQueries.has(outcome));
  return {
    name: `worker: ${road}`,
    ok,
    found: ok ? `stopped by ${mechanism}: ${outcome} from ${target}` : `${outcome} at ${target}`,
    fix: ok
      ? null
      : "A model's process can reach the network. Unload all models, and check the seal with: tresor doctor",
  };
}

/** In the core's own process. */
export function judgeCoreRoad({ road, target, outcome }: LeakOutcome): DoctorCheck {
  const ok = outcome === tripwireCode;
  return {
    name: `core: ${road}`,
    ok,
    found: ok ? `stopped by the tripwire before ${target}` : `${outcome} at ${target}`,
    fix: ok ? null : "Tresor's own process can reach the network. Please report this as docs/sovereignty.md says.",
  };
}
