import { literal } from "../../grammar/grammar-builder";
import { taggedArguments } from "../argument-grammar";
import { callGrammarOf, sequence } from "../call-grammar";
import type { Parse } from "../input";
import type { OutputFamily } from "../output-family";
import { proseParser } from "../prose";
import type { Reading } from "../reading";
import { TaggedArguments } from "../tagged-arguments";

const reasoning = { open: "<think>", close: "</think>" };
const cdata = "<![CDATA[";

/** `<function name="f"><param name="k">value</param></function>`, repeated; difficult values in `<![CDATA[…]]>`: MiniCPM5. */
export const miniCpm5: OutputFamily = {
  name: "minicpm-5",
  matches: (template) => template.includes('<function name="') && template.includes('<param name="'),
  parser: proseParser({ reasoning, calls: [{ marker: '<function name="', parse: functionCall }] }),
  reasoning,
  callGrammar: callGrammarOf({
    reasoning,
    call: (builder, tool) =>
      sequence(
        literal(`<function name="${tool.name}">`),
        taggedArguments(builder, tool, { open: (key) => `<param name="${key}">`, close: "</param>" }),
        literal("</function>"),
      ),
  }),
};

function* functionCall(reading: Reading): Parse<boolean> {
  const { input } = reading;
  const name = yield* attributeEnd(reading);
  if (name === null) return false;
  if (!(yield* input.continuesWith(['<param name="', "</function>"]))) return false;
  reading.beginCall(name, null);
  const written = new TaggedArguments(reading, name);
  if (!(yield* parameters(reading, written))) return true;
  written.end();
  reading.endCall();
  return true;
}

/** Up to the call's end; false where it breaks. */
function* parameters(reading: Reading, written: TaggedArguments): Parse<boolean> {
  const { input } = reading;
  for (;;) {
    const tag = yield* input.takeAfterSpace(['<param name="', "</function>"]);
    if (tag === "</function>") return true;
    if (tag === null) return yield* input.modelEnded();
    const key = yield* attributeEnd(reading);
    if (key === null) return false;
    const closer = (yield* input.take(cdata)) ? "]]></param>" : "</param>";
    const confirm = () => input.continuesWith(['<param name="', "</function>"]);
    if (!(yield* written.member(key, [{ text: closer, confirm }]))) return false;
  }
}

/** Reads `f">`; null where it is none. */
function* attributeEnd({ input }: Reading): Parse<string | null> {
  const name = yield* input.takeWhile((character) => /[^\s"<>]/u.test(character));
  return name !== "" && (yield* input.take('">')) ? name : null;
}
