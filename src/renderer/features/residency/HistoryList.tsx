import { useState } from "react";
import type { ResidencyEvent } from "../../../shared/shapes/resident";
import { useLanguage, useNow } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { historySentence } from "./history-sentence";
import { useNameOf } from "./use-name-of";

const shownEvents = 6;

/** What came and went since the start, newest first, each as a sentence with its reason. */
export function HistoryList({ history }: { history: readonly ResidencyEvent[] }) {
  const [all, setAll] = useState(false);
  const now = useNow();
  const nameOf = useNameOf();
  const language = useLanguage();
  const { words, format } = language;
  const text = words.residency;
  return (
    <section id="reasons" aria-labelledby="reasons-title">
      <h2 id="reasons-title">{text.history}</h2>
      {history.length === 0 ? <p className="quiet">{text.historyEmpty}</p> : null}
      <ul className="history">
        {history.slice(0, all ? undefined : shownEvents).map((event) => (
          <li key={`${event.at} ${event.event} ${event.reference}`} data-event={event.event}>
            <span title={`${event.reference}, ${format.time(event.at, now)}`}>
              {historySentence(event, language, nameOf, now)}
            </span>
          </li>
        ))}
      </ul>
      {history.length > shownEvents ? (
        <Button
          kind="link"
          onClick={() => {
            setAll(!all);
          }}
        >
          {all ? text.fewerEvents : text.allEvents(format.count(history.length))}
        </Button>
      ) : null}
    </section>
  );
}
