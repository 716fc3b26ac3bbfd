import type { Plan } from "../../../shared/shapes/plan";
import { useLanguage, useServices } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { CopyButton } from "../../ui/CopyButton";
import { GetButton } from "../downloads/GetButton";
import { useNameOf } from "../residency/use-name-of";
import type { CatalogEntryHere } from "./plan-choices";
import type { PlanWay } from "./plan-ways";
import { loadCommand } from "./plan-wish";

export interface PlanActionsProps {
  readonly plan: Plan;
  readonly way: PlanWay | null;
  /** False while the plan on show is not that of the fields. */
  readonly ready: boolean;
  readonly entry: CatalogEntryHere | null;
}

/** Loads as planned, only when the chosen way fits; and how fast an answer is to be expected. */
export function PlanActions({ plan, way, ready, entry }: PlanActionsProps) {
  const { actions, window } = useServices();
  const { words, format } = useLanguage();
  const nameOf = useNameOf();
  const { whatIf } = words;
  const { tokensPerSecond: speed } = plan;
  return (
    <div className="plan-actions">
      {entry === null ? (
        <>
          <Button
            kind="primary"
            data-testid="plan-load"
            disabled={!ready || way?.fits !== true}
            onClick={() => {
              if (way !== null) void actions.loadPlanned(way.wish, way.leaving);
            }}
          >
            {whatIf.load(nameOf(plan.reference))}
          </Button>
          {way?.fits === true ? (
            <CopyButton
              kind="outlined"
              label={whatIf.copyCommand}
              copiedLabel={words.endpoint.copied}
              copy={async () => await window.copyText(loadCommand(way.wish))}
            >
              {whatIf.copyCommand}
            </CopyButton>
          ) : null}
        </>
      ) : (
        <GetButton
          named
          source={entry.name}
          name={entry.displayName}
          published={entry.source !== null}
          kind="primary"
        />
      )}
      {speed === null ? null : (
        <span className="plan-speed">{whatIf.expected(format.estimate(speed.low), format.estimate(speed.high))}</span>
      )}
    </div>
  );
}
