import type { ClientRules } from "../../../shared/shapes/client";
import type { Clock } from "../kernel/clock";
import { secondsToMidnight } from "./day";
import { promptOverMinute, tooManyRequests, tooManyTokens, usedUp } from "./limit-failures";
import { MinuteWindow } from "./minute-window";
import { canUse, holdFor, type TokenAccount } from "./token-budget";
import type { UsageBook } from "./usage-book";

export interface AnswerTokens {
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** One request that was let in. */
export interface MeteredRequest {
  /** The prompt's true size is known, and nothing of it is read yet. @throws TresorError `budget_exhausted`, `context_exceeded` */
  readPrompt(tokens: number): void;
  /** @throws TresorError `budget_exhausted`: these may not go out any more */
  write(tokens: number): void;
  /** `truth`: what it really came to; null: what was counted on the way. */
  end(truth: AnswerTokens | null): void;
}

/** What one client has asked in the last minute and holds of its day. */
export class ClientMeter {
  readonly #client: string;
  readonly #usage: UsageBook;
  readonly #clock: Clock;
  readonly #now: () => number;
  readonly #requests = new MinuteWindow();
  readonly #tokens = new MinuteWindow();
  #held = 0;

  constructor(client: string, usage: UsageBook, clock: Clock, now: () => number) {
    this.#client = client;
    this.#usage = usage;
    this.#clock = clock;
    this.#now = now;
  }

  /** @throws TresorError `rate_limited`, `budget_exhausted` */
  admit(rules: ClientRules, estimate: number): MeteredRequest {
    const at = this.#now();
    this.#checkMinute(rules, estimate, at);
    let hold = holdFor(estimate, this.#account(), rules.tokensPerDay);
    if (hold === null) throw this.#usedUp(rules);
    const release = () => {
      this.#held -= hold ?? 0;
      hold = 0;
    };
    this.#held += hold;
    this.#requests.add(at, 1);
    this.#tokens.add(at, estimate);
    this.#usage.count(this.#client, { requests: 1 });

    let prompt: number | null = null;
    let completion = 0;
    const setPrompt = (tokens: number) => {
      this.#tokens.add(at, tokens - (prompt ?? estimate), this.#now());
      this.#usage.count(this.#client, { promptTokens: tokens - (prompt ?? 0) });
      prompt = tokens;
    };
    const addCompletion = (tokens: number) => {
      this.#tokens.add(this.#now(), tokens);
      this.#usage.count(this.#client, { completionTokens: tokens });
      completion += tokens;
    };
    return {
      readPrompt: (tokens) => {
        if (prompt !== null) return;
        const { tokensPerMinute, tokensPerDay } = rules;
        if (tokensPerMinute !== null && tokens > tokensPerMinute) throw promptOverMinute(tokens, tokensPerMinute);
        if (!canUse(tokens, hold ?? 0, this.#account(), tokensPerDay)) throw this.#usedUp(rules);
        release();
        setPrompt(tokens);
      },
      write: (tokens) => {
        if (!canUse(tokens, 0, this.#account(), rules.tokensPerDay)) throw this.#usedUp(rules);
        addCompletion(tokens);
      },
      end: (truth) => {
        release();
        setPrompt(truth?.promptTokens ?? prompt ?? 0);
        if (truth !== null && truth.completionTokens !== completion) addCompletion(truth.completionTokens - completion);
      },
    };
  }

  #checkMinute({ requestsPerMinute, tokensPerMinute }: ClientRules, estimate: number, at: number): void {
    if (requestsPerMinute !== null) {
      const wait = this.#requests.waitFor(1, requestsPerMinute, at);
      if (wait > 0) throw tooManyRequests(requestsPerMinute, wait);
    }
    if (tokensPerMinute !== null) {
      const wait = this.#tokens.waitFor(Math.max(1, estimate), tokensPerMinute, at);
      if (wait > 0) throw tooManyTokens(tokensPerMinute, wait);
    }
  }

  #account(): TokenAccount {
    const { promptTokens, completionTokens } = this.#usage.today(this.#client);
    return { used: promptTokens + completionTokens, held: this.#held };
  }

  #usedUp({ tokensPerDay }: ClientRules) {
    return usedUp(tokensPerDay ?? 0, this.#account().used, secondsToMidnight(this.#clock.now()));
  }
}
