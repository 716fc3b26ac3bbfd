/**
 * What a chat template shows. Only its code counts, and the marks that models write: a default system prompt that speaks of tools or
 * of careful thinking promises nothing.
 */
export function templateCapabilities(template: string): readonly ("tools" | "thinking")[] {
  const text = template.replace(/\{#[^]*?#\}/g, "");
  const code = codeOf(text);
  const tools = /\b(xml_|python_)?tools\b/.test(code);
  const thinking = thinkingMarks.test(text) || /\b(\w+_)?(thinking|reasoning)(_\w+)?\b/.test(code);
  return [...(tools ? (["tools"] as const) : []), ...(thinking ? (["thinking"] as const) : [])];
}

/** `<think>`, `</seed:think>`, `<|START_THINKING|>`, `[THINK]`, harmony's `<|channel|>analysis`. */
const thinkingMarks = /<[\w/|:]*think(ing)?\|?>|\[\/?THINK\]|<\|channel\|>analysis/i;

/** What stands in `{{ }}` and `{% %}`; of texts in it only those that may be keys: one word. */
function codeOf(template: string): string {
  const blocks = template.match(/\{\{[^]*?\}\}|\{%[^]*?%\}/g) ?? [];
  return blocks
    .join("\n")
    .replace(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, (quoted) => (/^.\w+.$/.test(quoted) ? quoted : '""'));
}
