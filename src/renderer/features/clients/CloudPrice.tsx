import { useState } from "react";
import type { KeyedClient } from "../../../shared/shapes/client";
import { useAttempt } from "../../store/use-attempt";
import { useLanguage, useServices, useSnapshot } from "../../store/window-context";
import { NumberField } from "../../ui/NumberField";
import { InlineError } from "../shell/InlineError";
import { cloudCost } from "./cloud-cost";
import { priceOf } from "./price";

/** The prices that a person compares with, and what the tokens of today would have cost at them. */
export function CloudPrice({ keys }: { keys: readonly KeyedClient[] }) {
  const price = useSnapshot((snapshot) => snapshot.settings.cloudPrice);
  const { client } = useServices();
  const { words, format, code } = useLanguage();
  const { clients } = words;
  const written = (amount: number | undefined) => String(amount ?? "").replace(".", code === "de" ? "," : ".");
  const [prompt, setPrompt] = useState(written(price?.promptEuros));
  const [completion, setCompletion] = useState(written(price?.completionEuros));
  const { error, attempt } = useAttempt();
  const typed = priceOf(prompt, completion);
  const save = async () => {
    if (typed === undefined || JSON.stringify(typed) === JSON.stringify(price)) return;
    await attempt(async () => {
      await client.updateSettings({ cloudPrice: typed });
    });
  };
  return (
    <section aria-labelledby="cloud-price">
      <h2 id="cloud-price">{clients.cloudTitle}</h2>
      <form
        className="cloud-price"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
        onBlur={() => void save()}
      >
        <NumberField
          label={clients.cloudPrompt}
          value={prompt}
          placeholder="–"
          onChange={setPrompt}
          testId="price-prompt"
        />
        <NumberField
          label={clients.cloudCompletion}
          value={completion}
          placeholder="–"
          onChange={setCompletion}
          testId="price-completion"
        />
        <button type="submit" className="only-heard" tabIndex={-1} aria-hidden="true" />
        <p className="soft" role="status" data-testid="cloud-sum">
          {price === null
            ? clients.cloudNone
            : clients.cloudSum(format.price(keys.reduce((sum, { today }) => sum + cloudCost(today, price), 0)))}
        </p>
      </form>
      {typed === undefined ? <p className="inline-error">{clients.cloudWrong}</p> : <InlineError error={error} />}
    </section>
  );
}
