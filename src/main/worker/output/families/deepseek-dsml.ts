import { literal } from "../../grammar/grammar-builder";
import { taggedArguments } from "../argument-grammar";
import { callGrammarOf, sequence } from "../call-grammar";
import { invokeCalls } from "../invoke-tags";
import type { OutputFamily } from "../output-family";
import { proseParser } from "../prose";
import type { Reading } from "../reading";

const reasoning = { open: "<think>", close: "</think>" };
/** The first is right; the others are how models misspell it. */
const prefixes = ["｜DSML｜", "｜｜DSML｜｜", "‖DSML‖", "|DSML|", "||DSML||"];
const blocks = ["function_calls", "tool_calls", "toolcalls"];
const tags = {
  prefixes,
  blockClosers: prefixes.flatMap((prefix) => blocks.map((block) => `</${prefix}${block}>`)),
};

/** `<｜DSML｜function_calls><｜DSML｜invoke name="f"><｜DSML｜parameter name="k" string="true">…`: V3.2; V4 says `tool_calls`. */
export const deepSeekDsml: OutputFamily = {
  name: "deepseek-dsml",
  matches: (template) => template.includes("DSML"),
  parser: proseParser({
    reasoning,
    calls: prefixes.flatMap((prefix) => [
      ...blocks.map((block) => ({
        marker: `<${prefix}${block}>`,
        parse: (reading: Reading) => invokeCalls(reading, tags),
      })),
      {
        marker: `<${prefix}invoke`,
        keepsMarker: true,
        parse: (reading: Reading) => invokeCalls(reading, tags),
      },
    ]),
  }),
  reasoning,
  callGrammar: callGrammarOf({
    reasoning,
    before: "\n\n<｜DSML｜function_calls>\n",
    after: "</｜DSML｜function_calls>",
    call: (builder, tool) =>
      sequence(
        literal(`<｜DSML｜invoke name="${tool.name}">\n`),
        taggedArguments(builder, tool, {
          open: (key, kind) => `<｜DSML｜parameter name="${key}" string="${kind.type !== "json"}">`,
          close: "</｜DSML｜parameter>\n",
        }),
        literal("</｜DSML｜invoke>\n"),
      ),
  }),
};
