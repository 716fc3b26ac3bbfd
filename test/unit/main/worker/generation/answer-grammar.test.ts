import { describe, expect, it } from "vitest";
import type { Conversation } from "../../../../../src/main/core/engine/conversation";
import {
  answerGrammar,
  type AnswerGrammar,
  type AnswerGrammarInput,
} from "../../../../../src/main/worker/generation/answer-grammar";
import { familyOf } from "../../../../../src/main/worker/output/families";
import { parseGbnf } from "../../../../support/gbnf/parse-gbnf";
import { accepts } from "../../../../support/gbnf/run-gbnf";

const family = familyOf(null);
const conversation: Conversation = {
  messages: [{ role: "user", content: "Weather?" }],
  tools: [
    { name: "weather", parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] } },
  ],
};
const schema = {
  type: "object",
  properties: { "answer-root": { type: "integer" } },
  required: ["answer-root"],
  additionalProperties: false,
};
const call = '<tool_call>\n{"name": "weather", "arguments": {"city": "Bern"}}\n</tool_call>';

const open: AnswerGrammarInput = {
  format: undefined,
  conversation,
  family,
  templateText: "{{ messages }}<think>",
  insideReasoning: false,
};

function grammarOf(input: Partial<AnswerGrammarInput>): AnswerGrammar {
  const grammar = answerGrammar({ ...open, ...input });
  if (grammar === null) throw new Error("There is no grammar.");
  return grammar;
}

function answerParts(input: Partial<AnswerGrammarInput>) {
  const { whole, afterReasoning } = grammarOf(input);
  return { whole: parseGbnf(whole), afterReasoning: parseGbnf(afterReasoning) };
}

describe("answerGrammar", () => {
  it("leaves an answer free that nobody constrains", () => {
    expect(answerGrammar(open)).toBeNull();
    const auto: Conversation = { ...conversation, toolChoice: { type: "auto" } };
    expect(answerGrammar({ ...open, conversation: auto })).toBeNull();
  });

  it("lets a model think before the JSON it must write", () => {
    const { whole, afterReasoning } = answerParts({ format: { type: "schema", schema } });
    for (const text of ['{"answer-root": 3}', '<think>Three?\n</think>\n\n{"answer-root": 3}'])
      expect(accepts(whole, text), text).toBe(true);
    for (const text of ['{"answer-root": "3"}', 'Sure! {"answer-root": 3}', "<think>no end"])
      expect(accepts(whole, text), text).toBe(false);
    expect(accepts(afterReasoning, '{"answer-root": 3}')).toBe(true);
    expect(accepts(afterReasoning, '<think></think>{"answer-root": 3}')).toBe(false);
  });

  it("starts inside reasoning where the prompt opened it", () => {
    const { whole } = answerParts({ format: { type: "json" }, insideReasoning: true });
    expect(accepts(whole, 'Hm {"a": 1}')).toBe(false);
    expect(accepts(whole, 'Hm {"a": 1}</think>\n{"a": 1}')).toBe(true);
  });

  it("has no reasoning where the template knows none", () => {
    const { whole } = answerParts({ format: { type: "json" }, templateText: "{{ messages }}" });
    expect(accepts(whole, '{"a": 1}')).toBe(true);
    expect(accepts(whole, '<think></think>{"a": 1}')).toBe(false);
  });

  it("lets several calls be made, but one that was named only once", () => {
    const twice = `${call}\n${call}`;
    const required = answerParts({ conversation: { ...conversation, toolChoice: { type: "required" } } });
    const named = answerParts({ conversation: { ...conversation, toolChoice: { type: "named", name: "weather" } } });
    expect(accepts(required.whole, twice)).toBe(true);
    expect(accepts(named.whole, twice)).toBe(false);
    expect(accepts(named.whole, call)).toBe(true);
  });

  it("demands a call, of the named tool where one is named", () => {
    for (const toolChoice of [{ type: "required" } as const, { type: "named", name: "weather" } as const]) {
      const { whole } = answerParts({ conversation: { ...conversation, toolChoice } });
      expect(accepts(whole, call)).toBe(true);
      expect(accepts(whole, call.replace("Bern", 'Zürich \\"HB\\"'))).toBe(true);
      expect(accepts(whole, "It is sunny.")).toBe(false);
      expect(accepts(whole, call.replace("weather", "other"))).toBe(false);
    }
  });

  it("sets a client's own grammar aside while the model thinks", () => {
    const grammar = grammarOf({ format: { type: "grammar", grammar: 'root ::= "yes" | "no"' } });
    expect(grammar).toMatchObject({ skipsReasoning: true, whole: 'root ::= "yes" | "no"' });
  });

  it("refuses a demanded call together with a format", () => {
    const forced: Conversation = { ...conversation, toolChoice: { type: "required" } };
    expect(() => answerGrammar({ ...open, format: { type: "json" }, conversation: forced })).toThrow(
      "response_format cannot be combined",
    );
  });
});
