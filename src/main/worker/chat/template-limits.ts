/** Published templates have 60 kB at most. */
const mostCharacters = 1_000_000;
/** Far beyond what a template that counts anything needs. */
const mostRepetitions = 100_000;
const mostNesting = 200;

/**
 * A template is code from a downloaded file, and no renderer can be interrupted. What can be seen from outside is refused here: size,
 * nesting that would overflow the parser's stack, and loops over huge ranges. What remains (loops in loops, recursive macros, texts
 * doubled again and again) hangs or fills this one worker, which the core's watchdog then ends.
 *
 * @returns why it is refused; null when it is not
 */
export function refusalOfTemplate(template: string): string | null {
  if (template.length > mostCharacters) return `it has ${template.length} characters, more than ${mostCharacters}`;
  for (const [expression] of template.matchAll(/\{[{%].*?[%}]\}/gs)) {
    if (nesting(expression) > mostNesting) return `it nests more than ${mostNesting} brackets`;
    for (const [, ofRange, factor] of expression.matchAll(/\brange\s*\(([^)]*)|\*\s*(\d[\d_]*)/g)) {
      if (ofRange?.includes("**") === true) return "it computes how often to repeat something";
      for (const digits of (ofRange ?? factor ?? "").match(/\d[\d_]*/g) ?? []) {
        if (Number(digits.replaceAll("_", "")) > mostRepetitions) return `it repeats something ${digits} times`;
      }
    }
  }
  const blocks = template.matchAll(/\{%[-+]?\s*(end)?(?:if|for|macro|call|filter|set\b(?=[^=]*%\}))/g);
  let depth = 0;
  for (const [, end] of blocks) {
    depth += end === undefined ? 1 : -1;
    if (depth > mostNesting) return `it nests more than ${mostNesting} blocks`;
  }
  return null;
}

function nesting(expression: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of expression) {
    if ("([{".includes(character)) deepest = Math.max(deepest, ++depth);
    else if (")]}".includes(character)) depth--;
  }
  return deepest;
}
