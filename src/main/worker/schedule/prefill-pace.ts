/** One step as it went. */
export interface Step {
  /** Streams that took a token. */
  readonly decoders: number;
  /** Prompt tokens that were read beside them. */
  readonly prefillTokens: number;
  readonly milliseconds: number;
}

export interface PrefillPaceOptions {
  /** What one call into the engine computes at most. */
  readonly batchTokens: number;
  /** The part of a step that a prompt may take while streams run, 0 to 1: half makes a stream half as fast. */
  readonly share: number;
}

/** A step without streams is kept about this long, since a cancelled request is noticed after it. */
const aloneMilliseconds = 400;
const leastAloneTokens = 64;
const leastBesideTokens = 4;
/** A first guess, before anything was measured. */
const firstChunkTokens = 32;
/** How much a new measurement counts against all before. */
const newest = 0.3;
/** The pace of the streams alone is looked at again after so many steps, by one step without a prompt. */
const trustedSteps = 48;

/**
 * How many prompt tokens a step may read so that running streams keep their pace. It measures: a step of streams alone takes so long, a
 * prompt token adds so much; the chunk is what fits into the prompt's share of a step.
 */
export class PrefillPace {
  readonly #batchTokens: number;
  readonly #share: number;
  /** Milliseconds of a step of this many streams alone. */
  readonly #streamStep = new Map<number, number>();
  #tokenAlone: number | null = null;
  #tokenBeside: number | null = null;
  #sinceMeasured = Infinity;
  #measuredFor = 0;

  constructor({ batchTokens, share }: PrefillPaceOptions) {
    this.#batchTokens = batchTokens;
    this.#share = share;
  }

  /** Prompt tokens for the next step; 0: let the streams take one step alone, so that their pace is known. */
  chunk(decoders: number): number {
    const most = this.#batchTokens - decoders;
    if (decoders === 0) {
      if (this.#tokenAlone === null) return Math.min(most, firstChunkTokens * 8);
      return clamp(aloneMilliseconds / this.#tokenAlone, leastAloneTokens, most);
    }
    const streamStep = this.#streamStep.get(decoders);
    if (streamStep === undefined || this.#measuredFor !== decoders || this.#sinceMeasured >= trustedSteps) return 0;
    const token = this.#tokenBeside ?? this.#tokenAlone;
    if (token === null) return Math.min(most, firstChunkTokens);
    const allowed = (streamStep * this.#share) / (1 - this.#share);
    return clamp(allowed / token, leastBesideTokens, most);
  }

  /** What a prompt token costs; a guess until one was read. */
  get tokenMilliseconds(): number {
    return this.#tokenAlone ?? this.#tokenBeside ?? 1;
  }

  record({ decoders, prefillTokens, milliseconds }: Step): void {
    this.#sinceMeasured += 1;
    if (prefillTokens === 0) {
      this.#streamStep.set(decoders, blend(this.#streamStep.get(decoders) ?? null, milliseconds));
      this.#measuredFor = decoders;
      this.#sinceMeasured = 0;
    } else if (decoders === 0) {
      this.#tokenAlone = blend(this.#tokenAlone, milliseconds / prefillTokens);
    } else {
      const beyond = Math.max(0, milliseconds - (this.#streamStep.get(decoders) ?? milliseconds));
      this.#tokenBeside = blend(this.#tokenBeside, beyond / prefillTokens);
    }
  }
}

function blend(before: number | null, now: number): number {
  return before === null ? now : before + (now - before) * newest;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(1, Math.min(most, Math.max(least, Math.floor(value))));
}
