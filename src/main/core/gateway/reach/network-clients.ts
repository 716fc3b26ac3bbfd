import { isLoopback } from "../../sovereignty/loopback";

/** Beyond this many it is clear that many come; an attacker with many addresses must not fill the memory. */
const mostAddresses = 1_000;

/** The machines that have connected to the network's door since the start. */
export class NetworkClients {
  readonly #addresses = new Set<string>();
  readonly #onNew: () => void;

  constructor(onNew: () => void) {
    this.#onNew = onNew;
  }

  get count(): number {
    return this.#addresses.size;
  }

  add(address: string): void {
    if (isLoopback(address) || this.#addresses.has(address) || this.#addresses.size >= mostAddresses) return;
    this.#addresses.add(address);
    this.#onNew();
  }
}
