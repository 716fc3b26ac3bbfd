import type { TresorEvent } from "../../shared/contract/events";
import type { DownloadState } from "../../shared/shapes/download";
import type { ResidentState } from "../../shared/shapes/resident";
import type { Figures } from "./figures";
import type { Words } from "./language/en";
import { memoryOf } from "./resident-text";

/** Turns events into lines for a person who watches `tresor serve`: what came, what went, what failed. Null: nothing to say. */
export function eventNote({ serve }: Words, figures: Figures): (event: TresorEvent) => string | null {
  const states = new Map<string, ResidentState>();
  const downloads = new Map<string, DownloadState>();
  return (event) => {
    switch (event.event) {
      case "resident": {
        const { reference, state } = event.data;
        const isNews = states.get(reference) !== state;
        states.set(reference, state);
        return isNews && state === "ready" ? serve.loaded(reference, memoryOf(event.data, figures)) : null;
      }
      case "residentGone":
        states.delete(event.data.reference);
        return serve.gone(event.data.reference, event.data.reason);
      case "fault": {
        const { reference, error } = event.data;
        return reference === null ? serve.fault(error.message) : serve.failed(reference, error.message);
      }
      case "download": {
        const { id, source, state, reference, error } = event.data;
        const isNews = downloads.get(id) !== state;
        downloads.set(id, state);
        if (!isNews) return null;
        if (state === "failed") return serve.notArrived(source, error?.message ?? "");
        return state === "done" && reference !== null ? serve.arrived(source, reference) : null;
      }
      case "models":
      case "machine":
      case "clients":
      case "sovereignty":
      case "settings":
        return null;
    }
  };
}
