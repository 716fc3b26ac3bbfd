import { useState, type DragEvent, type KeyboardEvent } from "react";
import { useLanguage, useServices, useSnapshot } from "../../store/window-context";
import { inPinnedOrder, movedTo, neighbour } from "./pinned-order";
import { useNameOf } from "./use-name-of";

export interface Reorder {
  /** The row that is dragged over, to show where it would land. */
  readonly over: string | null;
  /** What a screen reader hears after a move. */
  readonly said: string;
  readonly start: (event: DragEvent, reference: string) => void;
  readonly enter: (event: DragEvent, reference: string) => void;
  readonly drop: (event: DragEvent, reference: string) => void;
  readonly end: () => void;
  /** ↑ and ↓ move; true when the key was one of them. */
  readonly key: (event: KeyboardEvent, reference: string) => boolean;
}

/** The order in which pinned models are loaded at start, changed by dragging and by keys. */
export function useReorder(): Reorder {
  const { actions } = useServices();
  const { words, format } = useLanguage();
  const nameOf = useNameOf();
  const residents = useSnapshot((snapshot) => snapshot.residents);
  const inSettings = useSnapshot((snapshot) => snapshot.settings.pinned);
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const shown = inPinnedOrder(residents, inSettings).map(({ reference }) => reference);
  const order = [...inSettings, ...shown.filter((reference) => !inSettings.includes(reference))];

  const move = (reference: string, target: string) => {
    const pinned = movedTo(order, reference, target);
    if (pinned === order) return;
    const place = format.count(shown.indexOf(target) + 1);
    setSaid(words.residency.moved(nameOf(reference), place, format.count(shown.length)));
    void actions.updateSettings({ pinned: [...pinned] });
  };
  const end = () => {
    setDragged(null);
    setOver(null);
  };

  return {
    over,
    said,
    start: (event, reference) => {
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", reference);
      setDragged(reference);
    },
    enter: (event, reference) => {
      if (dragged === null || !shown.includes(reference)) return;
      event.preventDefault();
      setOver(reference === dragged ? null : reference);
    },
    drop: (event, reference) => {
      event.preventDefault();
      if (dragged !== null && shown.includes(reference)) move(dragged, reference);
      end();
    },
    end,
    key: (event, reference) => {
      const by = ({ ArrowUp: -1, ArrowDown: 1 } as const)[event.key];
      if (by === undefined) return false;
      event.preventDefault();
      const target = neighbour(shown, reference, by);
      if (target !== null) move(reference, target);
      return true;
    },
  };
}
