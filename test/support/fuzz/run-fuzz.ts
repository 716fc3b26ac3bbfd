import { seededRandom } from "../../../src/main/worker/sample/seeded-random";
import { codeOf } from "../hostile-rig";
import { pick } from "../json-schema/random-schema";
import { mutateRequest, type FuzzRequest } from "./mutate-request";

import type { Sample } from "./sample-bodies";

export interface FuzzOptions {
  readonly url: string;
  readonly samples: readonly Sample[];
  readonly requests: number;
  readonly seed: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Fuzzed {
  /** What must not be, with the request that led to it; empty when all is well. */
  readonly faults: readonly string[];
  readonly statuses: ReadonlyMap<number, number>;
}

/** Far beyond what any of these requests takes. */
const hangMilliseconds = 30_000;
const atOnce = 8;

/** Sends changed samples, several at once, and judges each answer. The same seed sends the same requests. */
export async function runFuzz({ url, samples, requests, seed, headers = {} }: FuzzOptions): Promise<Fuzzed> {
  const faults: string[] = [];
  const statuses = new Map<number, number>();
  let next = 0;
  const work = async () => {
    while (next < requests && faults.length < 20) {
      const number = next++;
      const random = seededRandom(seed + number);
      const request = mutateRequest(pick(random, samples), random);
      const { status, fault } = await send(url, request, headers);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (fault !== null)
        faults.push(
          `${seed + number}: ${fault}: ${request.method} ${request.path.slice(0, 200)} ${request.body?.slice(0, 600) ?? ""}`,
        );
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return { faults, statuses };
}

async function send(url: string, { method, path, body }: FuzzRequest, headers: Readonly<Record<string, string>>) {
  try {
    const signal = AbortSignal.timeout(hangMilliseconds);
    const response = await fetch(`${url}${path}`, { method, headers, body, signal, redirect: "manual" });
    const text = await response.text();
    return { status: response.status, fault: faultOf(response, text) };
  } catch (error) {
    return {
      status: 0,
      fault:
        error instanceof Error
          ? `${error.name} ${error.cause instanceof Error ? error.cause.message : error.message}`
          : "no answer",
    };
  }
}

/** A refusal for want of room is true only when it says when to come back; a stream's failure hides behind its 200. */
function faultOf(response: Response, text: string): string | null {
  const { status } = response;
  const isTrueRefusal = status === 503 && response.headers.has("retry-after");
  if (status >= 500 && !isTrueRefusal) return `${status} ${text.slice(0, 200)}`;
  if (codeOf(text) === "internal") return `internal behind ${status}: ${text.slice(0, 200)}`;
  if (/root:.*:0:0:|\bat [\w.<>]+ \(|node:internal/.test(text)) return `a file or a stack: ${text.slice(0, 200)}`;
  return null;
}
