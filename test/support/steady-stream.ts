import { setTimeout as pause } from "node:timers/promises";

/** What a steady stream went through since it was last asked. */
export interface Steadiness {
  readonly answers: number;
  /** The longest time between two pieces within an answer. */
  readonly longestGapMilliseconds: number;
  readonly faults: readonly string[];
}

/** Asks a model for one answer after the other and checks each: what happens to other models must not be noticed here. */
export class SteadyStream {
  readonly #url: string;
  readonly #request: string;
  readonly #expected: string;
  readonly #end = new AbortController();
  #done: Promise<void> = Promise.resolve();
  #answers = 0;
  #longestGap = 0;
  #faults: string[] = [];

  constructor(url: string, model: string, expected: string) {
    this.#url = url;
    this.#request = JSON.stringify({ model, prompt: "Go on.", temperature: 0, max_tokens: 4_000, stream: true });
    this.#expected = expected;
  }

  start(): void {
    this.#done = this.#run();
  }

  /** Waits for the answer that is under way, tells what was, and begins to count anew. */
  async take(): Promise<Steadiness> {
    const before = this.#answers + this.#faults.length;
    while (this.#answers + this.#faults.length === before) await pause(10);
    const taken = { answers: this.#answers, longestGapMilliseconds: this.#longestGap, faults: this.#faults };
    [this.#answers, this.#longestGap, this.#faults] = [0, 0, []];
    return taken;
  }

  async stop(): Promise<void> {
    this.#end.abort();
    await this.#done;
  }

  async #run(): Promise<void> {
    while (!this.#isEnded()) {
      try {
        const text = await this.#readAnswer();
        if (text === this.#expected) this.#answers += 1;
        else this.#faults.push(`another text: ${text.slice(0, 200)}`);
      } catch (error) {
        if (this.#isEnded()) return;
        this.#faults.push(String(error));
      }
      // Leaves the second core to the model that is being ill-treated.
      await pause(20);
    }
  }

  /** A method, since it changes while `#run` waits. */
  #isEnded(): boolean {
    return this.#end.signal.aborted;
  }

  async #readAnswer(): Promise<string> {
    const response = await fetch(`${this.#url}/v1/completions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: this.#request,
      signal: this.#end.signal,
    });
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    let rest = "";
    let text = "";
    let last = 0;
    const body = response.body ?? new ReadableStream<Uint8Array<ArrayBuffer>>();
    for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
      const now = performance.now();
      if (last > 0) this.#longestGap = Math.max(this.#longestGap, now - last);
      last = now;
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() ?? "";
      text += lines.map(textOf).join("");
    }
    return text;
  }
}

function textOf(line: string): string {
  if (!line.startsWith("data: {")) return "";
  const { choices, error } = JSON.parse(line.slice(6)) as { choices?: { text?: string }[]; error?: unknown };
  if (error !== undefined) throw new Error(JSON.stringify(error));
  return choices?.[0]?.text ?? "";
}
