import { useEffect, useState } from "react";
import type { KeyedClient } from "../../../shared/shapes/client";
import { useServices } from "../../store/window-context";
import { useAnswer } from "../../store/use-answer";

/** Everyone with a key, kept true by the event; null before the first answer. */
export function useKeys(): readonly KeyedClient[] | null {
  const { client } = useServices();
  const [told, setTold] = useState<readonly KeyedClient[] | null>(null);
  const [lost, setLost] = useState(0);
  const { value } = useAnswer("keys", {}, String(lost));
  useEffect(
    () =>
      client.subscribe(
        (event) => {
          if (event.event === "clients") setTold(event.data.keys);
        },
        () => {
          setTold(null);
          setLost((times) => times + 1);
        },
      ),
    [client],
  );
  return told ?? value?.keys ?? null;
}
