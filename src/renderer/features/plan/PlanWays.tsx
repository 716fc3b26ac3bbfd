import { useLanguage, useNow, useServices, useSnapshot } from "../../store/window-context";
import { CopyButton } from "../../ui/CopyButton";
import { useNameOf } from "../residency/use-name-of";
import type { PlanWay } from "./plan-ways";
import { wayWords } from "./way-words";

export interface PlanWaysProps {
  readonly ways: readonly PlanWay[];
  readonly chosen: PlanWay | null;
  readonly onChoose: (kind: PlanWay["kind"]) => void;
}

/** The ways out of a plan that does not fit, one of them chosen. */
export function PlanWays({ ways, chosen, onChoose }: PlanWaysProps) {
  const residents = useSnapshot((snapshot) => snapshot.residents);
  const { window } = useServices();
  const nameOf = useNameOf();
  const language = useLanguage();
  const now = useNow();
  const { whatIf, endpoint } = language.words;
  if (ways.length === 0) return <p className="soft plan-no-way">{whatIf.noWay}</p>;
  return (
    <fieldset className="plan-ways">
      <legend className="only-heard">{whatIf.ways}</legend>
      {ways.map((way) => {
        const { title, about } = wayWords(way, residents, language, nameOf, now);
        const { command } = way;
        return (
          <div className="plan-way" key={way.kind} data-chosen={way === chosen || undefined}>
            <label>
              <input
                type="radio"
                name="plan-way"
                checked={way === chosen}
                onChange={() => {
                  onChoose(way.kind);
                }}
              />
              <span>
                {title}
                <small>{about}</small>
              </span>
            </label>
            {command === null ? null : (
              <span className="plan-way-command">
                <code>{command}</code>
                <CopyButton
                  label={whatIf.copyCommand}
                  copiedLabel={endpoint.copied}
                  copy={async () => await window.copyText(command)}
                />
              </span>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
