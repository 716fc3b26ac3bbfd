import type { Model } from "../../shared/shapes/model";
import type { SovereigntyState } from "../../shared/shapes/status";
import type { Words } from "./language/en";
import { labelled } from "./table";

export interface ReadyFacts {
  readonly url: string;
  /** The one-time link; null without a built window. */
  readonly dashboard: string | null;
  readonly models: readonly Model[];
  readonly modelsDirectory: string;
  readonly sovereignty: SovereigntyState;
}

/** What a person reads when `tresor serve` answers: where, and what to do next. */
export function readyText(facts: ReadyFacts, { serve }: Words): string {
  const { url, dashboard, models, modelsDirectory, sovereignty } = facts;
  const real = models.filter(({ demo }) => !demo).map(({ reference }) => reference);
  const missing = models.length === 0 ? serve.noModels : serve.onlyDemo;
  const blocks = [
    `${serve.ready(url)}\n`,
    labelled([
      [serve.openai, `${url}/v1`],
      [serve.ollama, url],
      ...(dashboard === null ? [] : [[serve.dashboard, `${dashboard}  (${serve.opensOnce})`] as const]),
      ...(real.length === 0 ? [] : [[serve.models, real.join(", ")] as const]),
    ]),
    ...(real.length > 0 ? [] : [`${missing}\n${serve.realModel(modelsDirectory)}\n`]),
    ...(sovereignty === "not-enforced" ? [`${serve.notEnforced}\n`] : []),
    `${serve.stopHint}\n`,
  ];
  return blocks.join("\n");
}
