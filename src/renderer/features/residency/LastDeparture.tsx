import type { ResidencyEvent } from "../../../shared/shapes/resident";
import { useLanguage, useNow } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { historySentence, lastDeparture } from "./history-sentence";
import { useNameOf } from "./use-name-of";

/** Under the residents: which model left last and why. */
export function LastDeparture({ history }: { history: readonly ResidencyEvent[] }) {
  const language = useLanguage();
  const nameOf = useNameOf();
  const now = useNow();
  const departure = lastDeparture(history);
  if (departure === null) return null;
  return (
    <p className="last-departure">
      {historySentence(departure, language, nameOf, now)}.{" "}
      <Button
        kind="link"
        onClick={() => {
          document.querySelector("#reasons")?.scrollIntoView({ block: "start" });
        }}
      >
        {language.words.residency.allReasons}
      </Button>
    </p>
  );
}
