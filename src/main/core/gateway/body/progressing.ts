import { setTimeout as delay } from "node:timers/promises";
import { TresorError } from "../../../../shared/errors";

/**
 * The same content, as long as the sender goes on. Only waiting for it counts, not what the reader does with a piece.
 * @throws TresorError `invalid_request` when nothing came for so long
 */
export async function* progressing(
  content: AsyncIterable<Uint8Array>,
  stalledMilliseconds: number,
): AsyncGenerator<Uint8Array, void, void> {
  const pieces = content[Symbol.asyncIterator]();
  for (;;) {
    const next = await nextWithin(pieces, stalledMilliseconds);
    if (next.done === true) return;
    yield next.value;
  }
}

async function nextWithin(pieces: AsyncIterator<Uint8Array>, stalledMilliseconds: number) {
  const arrived = new AbortController();
  const stalled = delay(stalledMilliseconds, null, { signal: arrived.signal });
  stalled.catch(() => undefined);
  const next = pieces.next();
  // After a stall the connection ends, and with it this.
  next.catch(() => undefined);
  const first = await Promise.race([next, stalled]).finally(() => arrived.abort());
  if (first !== null) return first;
  throw new TresorError(
    "invalid_request",
    `Nothing came for ${stalledMilliseconds / 1_000} s, so the upload was ended; send it again.`,
  );
}
