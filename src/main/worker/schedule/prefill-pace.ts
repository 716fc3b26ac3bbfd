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
  /** The part of the time that a prompt may take while streams run, 0 to 1: half makes it take twice as long as alone. */
  readonly share: number;
}

/** A step without streams is kept about this long, since a cancelled request is noticed after it. */
const aloneMilliseconds = 1_000;
const leastAloneTokens = 256;
const leastBesideTokens = 16;
/** A first guess, before anything was measured. */
const firstChunkTokens = 32;
/** How much a new measurement counts against all before. */
const newest = 0.3;
/** The pace of the streams alone is looked at again after so many steps, by one step without a prompt. */
const trustedSteps = 48;
/** Fewer than one in twenty: nineteen of twenty tokens of a stream come at their usual pace. */
const stepsBetweenBursts = 22;
/** On processors, parts of 32 tokens took 2.5 times as long as whole batches, parts of 128 no longer. */
const efficientTokens = 128;
/** A short prompt need not wait until its share is saved: so many steps' worth are always granted. */
const grantedSteps = 6;
const mostSavedSteps = 2 * stepsBetweenBursts;
const longestBurstMilliseconds = 2_000;

/**
 * How many prompt tokens a step may read so that running streams keep their pace. It measures: a step of streams alone takes so long,
 * reading beside them costs so much to begin with and so much a token.
 *
 * Where the prompt's share of a step is enough to read at a fair price, it is read in every step. Where beginning costs more than the
 * share is worth (the engine computes the prompt in a pass of its own, which reads all weights again), the share is saved up, and spent
 * in one longer step out of more than twenty: the prompt loses no more, and the streams' usual token is not late at all.
 */
export class PrefillPace {
  readonly #batchTokens: number;
  readonly #share: number;
  /** Milliseconds of a step of this many streams alone. */
  readonly #streamStep = new Map<number, number>();
  #token: number | null = null;
  /** What reading beside streams costs before the first token. */
  #beginning: number | null = null;
  #sinceMeasured = 0;
  #measuredFor = 0;
  /** Steps of the streams alone since something was read beside them. */
  #saved = 0;

  constructor({ batchTokens, share }: PrefillPaceOptions) {
    this.#batchTokens = batchTokens;
    this.#share = share;
  }

  /** What a prompt token costs; a guess until one was read. */
  get tokenMilliseconds(): number {
    return this.#token ?? 1;
  }

  /** Prompt tokens for the next step; 0: the streams step alone. `waiting` are the tokens of the first prompt that are still to be read. */
  chunk(decoders: number, waiting: number): number {
    const most = this.#batchTokens - decoders;
    const token = this.#token;
    if (decoders === 0) {
      if (token === null) return Math.min(most, firstChunkTokens * 8);
      return clamp(aloneMilliseconds / token, leastAloneTokens, most);
    }
    const streamStep = this.#streamStep.get(decoders);
    if (streamStep === undefined || this.#measuredFor !== decoders) return 0;
    if (token === null) return Math.min(most, firstChunkTokens);
    const beginning = this.#beginning ?? 0;
    const allowance = (streamStep * this.#share) / (1 - this.#share);
    const affordable = (allowance - beginning) / token;
    if (affordable >= leastBesideTokens && affordable * token >= beginning) {
      return this.#sinceMeasured >= trustedSteps ? 0 : clamp(affordable, leastBesideTokens, most);
    }
    const savedWith = (steps: number) => (allowance * Math.min(steps, mostSavedSteps) - beginning) / token;
    if (waiting <= Math.min(most, savedWith(Math.max(this.#saved, grantedSteps)))) return waiting;
    const worthwhile = Math.min(efficientTokens, longestBurstMilliseconds / token, most);
    const saved = savedWith(this.#saved);
    return this.#saved < stepsBetweenBursts || saved < worthwhile ? 0 : clamp(saved, leastBesideTokens, most);
  }

  record({ decoders, prefillTokens, milliseconds }: Step): void {
    this.#sinceMeasured += 1;
    if (prefillTokens === 0) {
      this.#streamStep.set(decoders, blend(this.#streamStep.get(decoders) ?? null, milliseconds));
      this.#measuredFor = decoders;
      this.#sinceMeasured = 0;
      this.#saved += 1;
      return;
    }
    this.#saved = 0;
    if (decoders === 0) {
      this.#token = blend(this.#token, milliseconds / prefillTokens);
      return;
    }
    const streamStep = this.#streamStep.get(decoders) ?? milliseconds;
    this.#learn(Math.max(0, milliseconds - streamStep), prefillTokens, streamStep);
  }

  /** Small parts tell what beginning costs, large ones what a token does. */
  #learn(beyond: number, prefillTokens: number, streamStep: number): void {
    const token = this.#token ?? beyond / prefillTokens;
    if (token * prefillTokens <= streamStep) {
      this.#beginning = blend(this.#beginning, Math.max(0, beyond - token * prefillTokens));
    } else {
      this.#token = blend(this.#token, Math.max(0, beyond - (this.#beginning ?? 0)) / prefillTokens);
    }
  }
}

function blend(before: number | null, now: number): number {
  return before === null ? now : before + (now - before) * newest;
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(1, Math.min(most, Math.max(least, Math.floor(value))));
}
