import { toolAliases } from "../template-variables";
import { probeCalls } from "./probe-calls";
import { shows, type Probe } from "./probe";
import { probeTools, say, words } from "./probe-words";
import type { TemplateTraits } from "./template-traits";

/** Renders some twenty small conversations, a millisecond each. */
export function probeTraits(template: string, probe: Probe): TemplateTraits {
  const contentAsParts = needsParts(probe);
  const content = (text: string) => (contentAsParts ? [{ type: "text", text }] : text);
  const user = say("user", content(words.user));
  const laterUser = say("user", content(words.laterUser));
  const system = say("system", content(words.system));
  const laterSystem = say("system", content(words.laterSystem));
  const answer = say("assistant", content(words.answer));
  const laterAnswer = say("assistant", content(words.laterAnswer));

  const hasRole = shows(probe([system, user]), words.system, words.user);
  const alternates =
    !shows(probe([user, laterUser]), words.user, words.laterUser) ||
    !shows(probe([user, answer, laterAnswer, laterUser]), words.answer, words.laterAnswer);
  const tools = { tools: probeTools };
  const toolVariables = [
    { kind: "tools", variables: tools } as const,
    { kind: "aliases", variables: { ...tools, ...toolAliases(probeTools) } } as const,
  ].find(({ variables }) => shows(probe([user], variables), words.tool));
  return {
    system: {
      hasRole,
      several: shows(probe([system, laterSystem, user]), words.system, words.laterSystem),
      later: shows(probe([system, user, answer, laterSystem, laterUser]), words.system, words.laterSystem),
      needsUser: !beginsAnswer(probe([system])),
    },
    alternates,
    tools: toolVariables?.kind ?? null,
    ...probeCalls(template, probe, { user, laterUser, contentAsParts, variables: toolVariables?.variables ?? {} }),
  };
}

/** A system text alone is shown, and something behind it that begins the answer. */
function beginsAnswer(text: string | null): boolean {
  return text !== null && shows(text, words.system) && !text.trimEnd().endsWith(words.system);
}

function needsParts(probe: Probe): boolean {
  if (shows(probe([say("user", words.user)]), words.user)) return false;
  const parts = probe([say("user", [{ type: "text", text: words.user }])]);
  return shows(parts, words.user);
}
