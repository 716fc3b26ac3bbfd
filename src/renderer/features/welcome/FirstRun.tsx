import { useState } from "react";
import appIcon from "../../app-icon.svg";
import { useLanguage, useServices } from "../../store/window-context";
import { Icon } from "../../ui/Icon";
import { FirstTokenStep } from "./FirstTokenStep";
import { MachineStep } from "./MachineStep";
import type { Choice } from "./model-offers";
import { ModelStep } from "./ModelStep";

const steps = ["machine", "model", "token"] as const;
type Step = (typeof steps)[number];

/** The short way from nothing to a first token. Everything in it can be done later in the window, so it can be left at any time. */
export function FirstRun() {
  const { actions } = useServices();
  const { words } = useLanguage();
  const { welcome: text } = words;
  const [step, setStep] = useState<Step>("machine");
  const [choice, setChoice] = useState<Choice | null>(null);
  const leave = () => {
    void actions.updateSettings({ welcomed: true });
  };
  return (
    <div className="first-run" data-testid="first-run" data-step={step}>
      <aside className="first-run-side">
        <img src={appIcon} alt="" width="72" height="72" />
        <strong>Tresor</strong>
        <p>{text.claim}</p>
        <span className="spacer" />
        <ol>
          {steps.map((name, index) => {
            const isDone = index < steps.indexOf(step);
            return (
              <li key={name} aria-current={name === step ? "step" : undefined} data-done={isDone || undefined}>
                <span className="step-number">{isDone ? <Icon name="check" /> : index + 1}</span>
                {text.steps[name]}
              </li>
            );
          })}
        </ol>
      </aside>
      <main className="first-run-body">
        {step === "machine" ? (
          <MachineStep
            onLeave={leave}
            onNext={() => {
              setStep("model");
            }}
          />
        ) : null}
        {step === "model" ? (
          <ModelStep
            onBack={() => {
              setStep("machine");
            }}
            onNext={(chosen) => {
              setChoice(chosen);
              setStep("token");
            }}
          />
        ) : null}
        {step === "token" && choice !== null ? <FirstTokenStep choice={choice} onLeave={leave} /> : null}
      </main>
    </div>
  );
}
