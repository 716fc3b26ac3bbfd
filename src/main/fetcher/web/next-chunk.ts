import type { Readable } from "node:stream";
import { Interrupted } from "./interrupted";

/**
 * The next bytes of a body, whose flow is stopped between two calls; null at its end.
 *
 * @throws Interrupted when nothing comes for so long, and when the connection ends in the middle
 */
export async function nextChunk(body: Readable, stallMilliseconds: number): Promise<Buffer | null> {
  for (;;) {
    const chunk = body.read() as Buffer | null;
    if (chunk !== null) return chunk;
    if (body.errored !== null) throw new Interrupted(body.errored.message, null, { cause: body.errored });
    if (body.readableEnded) return null;
    if (body.destroyed) throw new Interrupted("the connection ended in the middle");
    await somethingNew(body, stallMilliseconds);
  }
}

function somethingNew(body: Readable, stallMilliseconds: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const events = ["readable", "end", "close", "error"] as const;
    const settle = () => {
      clearTimeout(timer);
      for (const event of events) body.off(event, settle);
      resolve();
    };
    const timer = setTimeout(() => {
      for (const event of events) body.off(event, settle);
      reject(new Interrupted(`no byte for ${stallMilliseconds / 1_000} s`));
    }, stallMilliseconds);
    for (const event of events) body.on(event, settle);
  });
}
