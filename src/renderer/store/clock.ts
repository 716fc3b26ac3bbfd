import { advanceRates } from "./rate-history";
import type { WindowStore } from "./window-store";

/** Moves the store's clock by the time of now and adds a figure to the rates; called once a second. */
export function tick(store: WindowStore, now: number): void {
  store.setState(({ rates, snapshot }) => ({ now, rates: advanceRates(rates, snapshot?.residents ?? [], now) }));
}
