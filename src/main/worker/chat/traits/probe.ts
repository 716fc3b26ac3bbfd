import type { TemplateMessage } from "../messages/template-message";

export type ToolVariables = Readonly<Record<string, unknown>>;

/** What a template makes of messages; null when it refuses them. */
export type Probe = (messages: readonly TemplateMessage[], variables?: ToolVariables) => string | null;

/** True when the template rendered and every word is there. */
export function shows(text: string | null, ...expected: readonly string[]): boolean {
  return text !== null && expected.every((word) => text.includes(word));
}
