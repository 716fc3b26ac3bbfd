/** The streaming calls that run for one window, by the id that the window gave them. */
export class WindowStreams {
  readonly #running = new Map<number, AbortController>();

  /**
   * Pulls `open` to its end, handing on item by item, and reports that end once. Nothing is reported after `cancelAll`: there is
   * nobody left to hear it. An id that is in use already is refused, since the two could not be told apart.
   */
  async run(
    id: number,
    open: (signal: AbortSignal) => AsyncIterable<unknown>,
    onItem: (item: unknown) => void,
    onEnd: (failure: { readonly thrown: unknown } | null) => void,
  ): Promise<void> {
    if (this.#running.has(id)) return;
    const controller = new AbortController();
    this.#running.set(id, controller);
    const isOurs = () => this.#running.get(id) === controller;
    let failure: { readonly thrown: unknown } | null = null;
    try {
      for await (const item of open(controller.signal)) {
        if (!isOurs()) break;
        onItem(item);
      }
    } catch (thrown) {
      failure = { thrown };
    }
    if (!isOurs()) return;
    this.#running.delete(id);
    onEnd(failure);
  }

  cancel(id: number): void {
    this.#running.get(id)?.abort();
  }

  /** The window is gone, or has begun anew. */
  cancelAll(): void {
    const controllers = [...this.#running.values()];
    this.#running.clear();
    for (const controller of controllers) controller.abort();
  }
}
