import { useState } from "react";
import { useAnswer } from "../../store/use-answer";
import { useLanguage, useSnapshot } from "../../store/window-context";
import { useNameOf } from "../residency/use-name-of";
import { PlanFields } from "./PlanFields";
import { planChoices } from "./plan-choices";
import { PlanOutcome } from "./PlanOutcome";
import { PlanUnknown } from "./PlanUnknown";
import { wishOf, type PlanForm } from "./plan-wish";
import { usePlan } from "./use-plan";

const nothingTyped = { reference: "", context: "", slots: "", cacheType: "" } as const;

/** What loading a model would take and change, before anything is loaded. */
export function WhatIf() {
  const models = useSnapshot((snapshot) => snapshot.models);
  const residents = useSnapshot((snapshot) => snapshot.residents);
  const nameOf = useNameOf();
  const { whatIf } = useLanguage().words;
  const [typed, setTyped] = useState<PlanForm>(nothingTyped);
  const catalog = useAnswer("catalog", {}, models.map(({ reference }) => reference).join(" "));
  const entries = catalog.value?.entries ?? [];
  const choices = planChoices(models, residents, entries, nameOf, whatIf);
  const chosen = choices.find(({ value }) => value === typed.reference) ?? choices[0];
  const form = { ...typed, reference: chosen?.value ?? "" };
  const answer = usePlan(chosen === undefined ? null : wishOf(form));
  const entry = entries.find(({ name }) => name === form.reference) ?? null;
  return (
    <section className="what-if" aria-labelledby="what-if-title" data-testid="what-if">
      <h2 id="what-if-title">{whatIf.title}</h2>
      {chosen === undefined ? (
        <p className="soft">{whatIf.nothing}</p>
      ) : (
        <>
          <PlanFields form={form} choices={choices} plan={answer.plan} onChange={setTyped} />
          {answer.error === null ? (
            <PlanOutcome answer={answer} entry={entry} />
          ) : (
            <PlanUnknown error={answer.error} entry={entry} />
          )}
        </>
      )}
    </section>
  );
}
