import type { Bridge } from "../../shared/contract/bridge";
import type { Transport } from "../../shared/contract/derive";
import { TresorError } from "../../shared/errors";
import { ItemQueue } from "./item-queue";

/** The transport of an Electron window: values go through the preload script's bridge. */
export function createIpcTransport(bridge: Bridge): Transport {
  return {
    call: async (name, input, signal) => {
      signal?.throwIfAborted();
      const result = await bridge.call(name, input);
      if (!result.ok) throw TresorError.fromWire(result.error);
      return result.value;
    },
    stream: (name, input, signal) => {
      const items = new ItemQueue<unknown>(() => {
        cancel();
      });
      const cancel = bridge.stream(
        name,
        input,
        (item) => {
          items.push(item);
        },
        (error) => {
          items.end(error === null ? null : TresorError.fromWire(error));
        },
      );
      const abort = () => {
        cancel();
        items.end(new TresorError("cancelled", "The request was stopped."));
      };
      if (signal?.aborted === true) abort();
      else signal?.addEventListener("abort", abort, { once: true });
      return items;
    },
    // The main process lives as long as its windows: this subscription is never lost.
    subscribe: (listener) => bridge.subscribe(listener),
  };
}
