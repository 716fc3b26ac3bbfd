/** Owns things that must be closed, and closes them in reverse order of their acquisition, once. */
export class Disposables {
  readonly #disposers: (() => void | Promise<void>)[] = [];
  #disposed: Promise<void> | undefined;

  /** Register on the line of the acquisition. */
  add(dispose: () => void | Promise<void>): void {
    this.#disposers.push(dispose);
  }

  /** Closes everything, also when one of them fails; the first failure is thrown at the end. */
  dispose(): Promise<void> {
    this.#disposed ??= this.#run();
    return this.#disposed;
  }

  async #run(): Promise<void> {
    const failures: unknown[] = [];
    for (const dispose of this.#disposers.reverse()) {
      try {
        await dispose();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
