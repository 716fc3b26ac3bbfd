import { useState, type KeyboardEvent } from "react";
import type { Resident } from "../../../shared/shapes/resident";
import { useServices } from "../../store/window-context";

export interface RowCommands {
  /** True while the person is asked whether to unload a model that answers. */
  readonly confirming: boolean;
  /** Unloads at once, or asks first while requests hold the model. */
  readonly requestUnload: () => void;
  readonly confirmUnload: () => void;
  readonly keep: () => void;
  /** P pins and unpins, U unloads; for the row itself, not for a control inside it. */
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** What mouse and keyboard do with one resident's row. */
export function useRowCommands({ reference, pinned, leases }: Resident): RowCommands {
  const { actions } = useServices();
  const [asked, setAsked] = useState(false);
  const confirming = asked && leases > 0;

  const confirmUnload = () => {
    setAsked(false);
    void actions.unload(reference);
  };
  const requestUnload = () => {
    if (leases > 0) setAsked(true);
    else confirmUnload();
  };

  return {
    confirming,
    requestUnload,
    confirmUnload,
    keep: () => {
      setAsked(false);
    },
    onKeyDown: (event) => {
      if (event.target !== event.currentTarget || event.metaKey || event.ctrlKey || event.altKey) return;
      const key = event.key.toLowerCase();
      if (key === "p") void actions.setPinned(reference, !pinned);
      if (key === "u") requestUnload();
    },
  };
}
