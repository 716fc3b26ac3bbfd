import type { CallSyntax } from "./call-syntax";
import { pythonJson } from "./python-json";

/** Tells a model of its tools whose template does not, in the words that Hermes made known, with the calls in its own syntax. */
export function toolInstruction(tools: readonly unknown[], syntax: CallSyntax): string {
  const example = syntax.write([{ name: "function-name", arguments: { argument: "value" } }]);
  return (
    "# Tools\n\nYou may call one or more functions to assist with the user query.\n\n" +
    `You are provided with function signatures within <tools></tools> XML tags:\n<tools>\n${tools.map(pythonJson).join("\n")}\n</tools>\n\n` +
    `To call a function, write its name and a JSON object of its arguments in exactly this form:\n${example}`
  );
}
