const names =
  "think|thinking|tool_calls?|tool_response|tool_result|tool_sep|arg_key|arg_value|response|answer|user|assistant|system|role";

/** What markers look like in templates, one pattern for each habit. */
const habits: readonly RegExp[] = [
  /<[|｜][^\s<>|｜'"{}]{1,48}[|｜]?>/gu,
  /<[a-z_"]{1,30}\|>/gu,
  /<\|"\|>/gu,
  /\[\/?[A-Z]{3,}(?:_[A-Z]+)*\]/gu,
  /<(?:start|end)_of_\w{1,20}>/gu,
  new RegExp(`</?(?:[a-z]{1,12}:)?(?:${names})(?::[a-z]{1,16})?>`, "gu"),
];

/** Texts that a tokenizer made for this template most likely has as tokens of their own. */
export function controlTextsOf(template: string): readonly string[] {
  return [...new Set(habits.flatMap((habit) => template.match(habit) ?? []))];
}

/** Published tokenizers mark tags without bars as user-defined, which engines print, and the rest as control tokens, which they hide. */
export function isVisible(controlText: string): boolean {
  return /^<\/?[a-z_:]+>$/u.test(controlText) && !/_of_|^<\/?s>$/u.test(controlText);
}
