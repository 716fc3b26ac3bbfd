import type { ReasoningWish } from "../../core/engine/conversation";
import type { TemplateVariables } from "./renderer";

/** Further names under which some templates look for tools, and what they want beside them. */
export function toolAliases(tools: readonly { readonly function: unknown }[]): TemplateVariables {
  return {
    xml_tools: tools,
    functions: JSON.stringify(
      tools.map((tool) => tool.function),
      null,
      4,
    ),
    datetime: new Date().toDateString(),
  };
}

/**
 * A wish about reasoning under the names of every family; what a template does not know it does not read.
 *
 * @param template its text, for the words it knows
 */
export function reasoningVariables(wish: ReasoningWish, template: string): TemplateVariables {
  const { enabled, effort, budgetTokens, keepPast } = wish;
  const efforts = enabled === false ? offEffort(template) : effort === undefined ? null : knownEffort(effort, template);
  return {
    ...(enabled === undefined
      ? {}
      : { enable_thinking: enabled, thinking: enabled, thinking_mode: enabled ? "enabled" : "disabled" }),
    ...(enabled === false
      ? { thinking_budget: 0 }
      : budgetTokens === undefined
        ? {}
        : { thinking_budget: budgetTokens }),
    ...(efforts === null ? {} : { reasoning_effort: efforts, reasoning_strength: efforts, thinking_effort: efforts }),
    ...(keepPast === undefined
      ? {}
      : {
          preserve_thinking: keepPast,
          keep_past_thinking: keepPast,
          clear_thinking: !keepPast,
          truncate_history_thinking: !keepPast,
          drop_thinking: !keepPast,
        }),
  };
}

/** As a variable from outside, not as a member or an assignment. */
const readsEnableThinking = /(?<![.\w])enable_thinking(?!\s*=[^=])/;

/** True when thinking is switched off by a word in the system text alone. */
export function isSwitchedOffByWord(template: string): boolean {
  return template.includes("/no_think") && !readsEnableThinking.test(template);
}

/** From the wished one to those that some templates have instead. */
const substitutes = {
  minimal: ["minimal", "low"],
  low: ["low", "minimal"],
  medium: ["medium", "high"],
  high: ["high", "max"],
} as const satisfies Record<NonNullable<ReasoningWish["effort"]>, readonly string[]>;

function knownEffort(effort: keyof typeof substitutes, template: string): string {
  const known = substitutes[effort].find((word) => isQuoted(word, template));
  return known ?? (effort === "minimal" ? "low" : effort);
}

/** Where thinking cannot be off it is at least short. */
function offEffort(template: string): string | null {
  if (!/reasoning_effort|thinking_effort|reasoning_strength/.test(template)) return null;
  return ["no_think", "none", "minimal"].find((word) => isQuoted(word, template)) ?? "low";
}

function isQuoted(word: string, template: string): boolean {
  return template.includes(`'${word}'`) || template.includes(`"${word}"`);
}
