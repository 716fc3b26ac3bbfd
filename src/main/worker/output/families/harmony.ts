import { literal } from "../../grammar/grammar-builder";
import { jsonArguments } from "../argument-grammar";
import { sequence } from "../call-grammar";
import { CoroutineParser } from "../coroutine-parser";
import { harmonyHeader, type HarmonyHeader } from "../harmony-header";
import type { Parse } from "../input";
import { callWithArguments, callWithoutArguments } from "../json-call";
import { messageBody } from "../message-body";
import { messageGrammarOf } from "../message-grammar";
import type { OutputFamily } from "../output-family";
import type { Reading } from "../reading";

const enders = ["<|end|>", "<|return|>", "<|call|>"];
const headerMarkers = ["<|start|>", "<|channel|>", "<|constrain|>", "<|message|>"];

/** Messages with a channel and perhaps a recipient in their header: gpt-oss. */
export const harmony: OutputFamily = {
  name: "harmony",
  matches: (template) => template.includes("<|channel|>") && template.includes("<|message|>"),
  parser: (start) => new CoroutineParser(start, readHarmony),
  reasoning: {
    open: "<|channel|>analysis<|message|>",
    close: "<|end|><|start|>assistant<|channel|>final<|message|>",
  },
  callGrammar: messageGrammarOf(
    { open: "<|channel|>analysis<|message|>", close: "<|end|>", next: "<|start|>assistant" },
    {
      isSingle: true,
      call: (builder, tool) =>
        sequence(
          literal(`<|channel|>commentary to=functions.${tool.name} <|constrain|>json<|message|>`),
          jsonArguments(builder, tool),
        ),
    },
  ),
  endTexts: ["<|return|>", "<|call|>"],
  notEndTexts: ["<|end|>"],
};

function* readHarmony(reading: Reading): Parse<void> {
  const { input } = reading;
  const reader = new HarmonyReader(reading);
  if (reading.isReasoning) yield* reader.body({ channel: "analysis", recipient: null });
  else if (yield* beginsPlainly(reading)) yield* reader.body({ channel: "final", recipient: null });
  while ((yield* input.peek()) !== "" && !reading.isComplete) yield* reader.message();
}

/** Neither a marker nor a recipient comes first: the model forgot its own format. */
function* beginsPlainly({ input }: Reading): Parse<boolean> {
  return yield* input.lookahead(function* () {
    yield* input.takeSpace();
    if ((yield* input.peek()) === "") return false;
    return (yield* input.longest(["to=", "assistant", ...headerMarkers, ...enders])) === null;
  });
}

class HarmonyReader {
  readonly #reading: Reading;
  #hasReasoning = false;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /** Reads a header, with what stands before it by mistake, and the message's body. */
  *message(): Parse<void> {
    const { input } = this.#reading;
    let text = "";
    for (;;) {
      const isAtEnd = (yield* input.peek()) === "";
      const marker = isAtEnd ? null : yield* input.longest([...headerMarkers, ...enders]);
      if (isAtEnd || marker === "<|start|>" || (marker !== null && enders.includes(marker))) {
        this.#bodyWithoutMarker(text);
        text = "";
      }
      if (isAtEnd) return;
      if (marker === null) {
        text += input.takeCharacter();
        continue;
      }
      input.skip(marker.length);
      if (marker === "<|message|>") break;
      if (marker === "<|channel|>") text += marker;
      else if (marker === "<|constrain|>") text += " ";
    }
    yield* this.body(harmonyHeader(text));
  }

  /** A model that forgot `<|message|>` wrote its text right behind the channel. */
  #bodyWithoutMarker(text: string): void {
    const [, channel, body = ""] = /<\|channel\|>\s*(analysis|commentary|final)(.*)$/su.exec(text) ?? [];
    if (channel === undefined || harmonyHeader(text).recipient !== null) return;
    if (channel === "analysis") this.#reading.reasoning(body);
    else this.#reading.content(body);
  }

  *body({ channel, recipient }: HarmonyHeader): Parse<void> {
    if (recipient === null) return yield* this.#text(channel === "analysis" ? "reasoning" : "content");
    const isTool = recipient !== "assistant" && this.#reading.knows(recipient);
    if (isTool && (yield* this.#call(recipient))) return;
    yield* this.#text(recipient === "assistant" && channel !== "analysis" ? "content" : "reasoning");
  }

  *#call(name: string): Parse<boolean> {
    const { input } = this.#reading;
    yield* input.takeSpace();
    if ((yield* input.longest(enders)) !== null) callWithoutArguments(this.#reading, name, null);
    else if ((yield* callWithArguments(this.#reading, name, null)) !== "complete") return false;
    // What stands between a call and its end is nothing that anybody should read.
    yield* messageBody(this.#reading, [...enders, "<|start|>"], () => undefined);
    return true;
  }

  *#text(kind: "reasoning" | "content"): Parse<void> {
    const reading = this.#reading;
    reading.isReasoning = kind === "reasoning";
    let separator = kind === "content" ? (reading.hasContent ? "\n\n" : "") : this.#hasReasoning ? "\n" : "";
    const marker = yield* messageBody(reading, [...enders, "<|start|>", "<|channel|>"], (text) => {
      if (kind === "content") reading.content(separator + text);
      else reading.reasoning(separator + text);
      separator = "";
    });
    this.#hasReasoning ||= kind === "reasoning" && separator === "";
    reading.isReasoning = false;
    if (marker === "<|return|>") reading.complete();
  }
}
