/** Something that may go better next time: a reset, a stall, a busy server. */
export class Interrupted extends Error {
  /** How long the server asks to wait; null: it does not say. */
  readonly retryAfterMilliseconds: number | null;

  constructor(message: string, retryAfterMilliseconds: number | null = null, options?: ErrorOptions) {
    super(message, options);
    this.retryAfterMilliseconds = retryAfterMilliseconds;
  }
}

const temporaryStatuses = new Set([408, 425, 429, 500, 502, 503, 504]);

/** An answer that says "not now"; null when it says something else. */
export function busyAnswer(
  status: number,
  retryAfter: string | undefined,
  host: string,
  now: number,
): Interrupted | null {
  if (!temporaryStatuses.has(status)) return null;
  return new Interrupted(`${host} answers ${status}`, retryAfterMilliseconds(retryAfter, now));
}

/** Seconds or a date, as HTTP has it. */
export function retryAfterMilliseconds(text: string | undefined, now: number): number | null {
  if (text === undefined) return null;
  if (/^\d+$/.test(text.trim())) return Number(text) * 1_000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
