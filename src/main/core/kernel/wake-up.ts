/** Lets one loop sleep until something happened. A call while nobody sleeps is not remembered: look for work before sleeping. */
export class WakeUp {
  #wake: (() => void) | null = null;

  /** Resolves at the next `call`. */
  sleep(): Promise<void> {
    return new Promise((resolve) => (this.#wake = resolve));
  }

  call(): void {
    const wake = this.#wake;
    this.#wake = null;
    wake?.();
  }
}
