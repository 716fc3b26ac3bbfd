import type { Terminal } from "../../src/main/headless/terminal";

/** A terminal that keeps what was written, types what the test says, and sends signals on demand. */
export class FakeTerminal implements Terminal {
  readonly environment: Record<string, string | undefined>;
  readonly workingDirectory = "/home/somebody";
  written = "";
  complained = "";
  readonly output = { write: (text: string) => (this.written += text), isTTY: false };
  readonly errors = { write: (text: string) => (this.complained += text), isTTY: false };
  readonly inputIsTerminal: boolean;
  readonly #input: string;
  readonly #listeners = new Map<string, Set<() => void>>();

  constructor(options: { environment?: Record<string, string>; input?: string } = {}) {
    this.environment = { LANG: "en_US.UTF-8", ...options.environment };
    this.inputIsTerminal = options.input === undefined;
    this.#input = options.input ?? "";
  }

  async readInput(): Promise<string> {
    return this.#input;
  }

  onSignal(signal: "SIGINT" | "SIGTERM", listener: () => void): () => void {
    const listeners = this.#listeners.get(signal) ?? new Set();
    this.#listeners.set(signal, listeners.add(listener));
    return () => void listeners.delete(listener);
  }

  signal(signal: "SIGINT" | "SIGTERM"): void {
    for (const listener of this.#listeners.get(signal) ?? []) listener();
  }
}
