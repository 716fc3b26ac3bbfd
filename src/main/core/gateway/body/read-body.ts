import type { IncomingMessage } from "node:http";
import { TresorError } from "../../../../shared/errors";

/** Of all bodies that arrive at the same time. */
export class BodyRoom {
  readonly #limitBytes: number;
  #takenBytes = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  /** @throws TresorError `queue_full` */
  take(bytes: number): void {
    if (this.#takenBytes + bytes > this.#limitBytes) {
      throw new TresorError("queue_full", "Too many large requests arrive at the same time; try again in a moment.");
    }
    this.#takenBytes += bytes;
  }

  give(bytes: number): void {
    this.#takenBytes -= bytes;
  }
}

/**
 * The text of a body.
 * @throws TresorError `body_too_large`; `queue_full` when all bodies together are too much; `invalid_request` when it is not UTF-8;
 * `cancelled` when the client goes away
 */
export async function readBody(request: IncomingMessage, limitBytes: number, room: BodyRoom): Promise<string> {
  if (Number(request.headers["content-length"]) > limitBytes) throw tooLarge(limitBytes);
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    // The connection must outlive a refusal, which is yet to be written to it.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      if (length + chunk.length > limitBytes) throw tooLarge(limitBytes);
      room.take(chunk.length);
      length += chunk.length;
      chunks.push(chunk);
    }
    return decode(Buffer.concat(chunks, length));
  } catch (error) {
    if (error instanceof TresorError) throw error;
    throw new TresorError("cancelled", "The client went away while it sent its body.");
  } finally {
    room.give(length);
  }
}

function tooLarge(limitBytes: number): TresorError {
  return new TresorError("body_too_large", `The body is larger than ${limitBytes} bytes; send a smaller one.`, {
    limitBytes,
  });
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new TresorError("invalid_request", "The body is not UTF-8; encode it so.");
  }
}
