import type { Pace } from "../gateway-context";
import type { StreamEncoder } from "./answer-format";
import type { ResponseWriter } from "./response-writer";

/** Tells the client of a stream, while nothing else comes, that it is alive: by comments, and more rarely by empty pieces. */
export class SignsOfLife {
  /** For the comments: what the client is waiting for. Never content. */
  doing = "waiting";
  readonly #encoder: StreamEncoder;
  readonly #writer: ResponseWriter;
  readonly #pace: Pace;
  #pieceAt = performance.now();
  #saidAt = this.#pieceAt;
  #timer: NodeJS.Timeout;

  constructor(encoder: StreamEncoder, writer: ResponseWriter, pace: Pace) {
    this.#encoder = encoder;
    this.#writer = writer;
    this.#pace = pace;
    this.#timer = this.#watch(pace.commentMilliseconds);
  }

  /** A piece of the answer was written. */
  heard(): void {
    this.#saidAt = this.#pieceAt = performance.now();
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #watch(milliseconds: number): NodeJS.Timeout {
    return setTimeout(() => {
      const now = performance.now();
      if (now - this.#saidAt >= this.#pace.commentMilliseconds) this.#say(now);
      this.#timer = this.#watch(this.#saidAt + this.#pace.commentMilliseconds - now);
    }, milliseconds);
  }

  #say(now: number): void {
    this.#saidAt = now;
    // A client that does not read needs no signs.
    if (this.#writer.isBlocked) return;
    const pulseIsDue = now - this.#pieceAt >= this.#pace.pulseMilliseconds;
    if (pulseIsDue) this.#pieceAt = now;
    // That the client is gone is for the answer's own writing to find out.
    this.#writer.write(pulseIsDue ? this.#encoder.pulse() : this.#encoder.comment(this.doing)).catch(() => undefined);
  }
}
