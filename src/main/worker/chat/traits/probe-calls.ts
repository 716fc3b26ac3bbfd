import type { CallIdForm } from "../messages/call-ids";
import type { AnswerForm } from "../messages/template-message";
import type { TemplateMessage } from "../messages/template-message";
import {
  callMessage,
  firstCall,
  longId,
  reasoningFields,
  resultMessage,
  say,
  secondCall,
  words,
  type CallShape,
} from "./probe-words";
import { shows, type Probe, type ToolVariables } from "./probe";
import type { TemplateTraits } from "./template-traits";

export interface CallProbing {
  readonly user: TemplateMessage;
  readonly laterUser: TemplateMessage;
  readonly contentAsParts: boolean;
  /** Under which the template shows tools. */
  readonly variables: ToolVariables;
}

/** What the template does with calls, their results and the reasoning before them. */
export function probeCalls(
  template: string,
  probe: Probe,
  { user, laterUser, contentAsParts, variables }: CallProbing,
): Pick<TemplateTraits, "answer" | "limits" | "callIds" | "showsCalls" | "showsResults"> {
  const content = (text: string) => (contentAsParts ? [{ type: "text", text }] : text);
  const result = resultMessage(content(words.result));
  const withCall = (shape: CallShape, id?: string) => {
    const call = id === undefined ? firstCall : { ...firstCall, id };
    return probe(
      [user, callMessage([call], shape), resultMessage(content(words.result), 0, words.call, id)],
      variables,
    );
  };
  const found = callShapes.find((shape) => showsCall(withCall(shape), shape));
  const shape = found ?? callShapes[0];
  const beside = { ...shape, content: content(words.answer) };
  return {
    showsCalls: found !== undefined,
    showsResults:
      found === undefined
        ? variables["tools"] !== undefined &&
          shows(probe([user, say("assistant", content(words.answer)), result], variables), words.result)
        : shows(withCall(shape), words.result),
    callIds: callIdForm(template, withCall(shape) !== null && withCall(shape, longId) === null),
    answer: {
      contentAsParts,
      argumentsAs: shape.argumentsAs,
      emptyContent: shape.content,
      reasoningAs: reasoningForm(
        (fields, beside) => probe([user, callMessage([firstCall], { ...shape, ...beside, fields }), result], variables),
        content(words.answer),
      ),
    },
    limits: {
      onlyOneCall: !shows(
        probe(
          [
            user,
            callMessage([firstCall, secondCall], shape),
            result,
            resultMessage(content(words.laterResult), 1, words.laterCall),
          ],
          variables,
        ),
        words.call,
        words.value,
        words.laterCall,
        words.laterValue,
      ),
      contentApart:
        !shows(withCall(beside), words.answer, words.call, words.value) &&
        shows(
          probe(
            [
              user,
              say("assistant", content(words.answer)),
              callMessage([firstCall], shape),
              result,
              say("assistant", content(words.laterAnswer)),
              laterUser,
            ],
            variables,
          ),
          words.answer,
          words.call,
          words.value,
        ),
    },
  };
}

type Shape = CallShape & { readonly content: "" | null };

/** The first that is shown is right: objects are what templates format themselves. */
const callShapes: readonly [Shape, ...Shape[]] = [
  { argumentsAs: "object", content: "" },
  { argumentsAs: "text", content: "" },
  { argumentsAs: "object", content: null },
  { argumentsAs: "text", content: null },
];

function showsCall(text: string | null, { argumentsAs }: CallShape): boolean {
  if (text === null || !shows(text, words.call, words.key, words.value)) return false;
  // An object printed as Python would, or a text encoded twice: the template expects the other form.
  return argumentsAs === "object" ? !text.includes(`{'${words.key}'`) : !text.includes(`\\"${words.key}`);
}

function callIdForm(template: string, refusesLongIds: boolean): CallIdForm {
  if (template.includes("<|tool_calls_section_begin|>")) return "functionCounter";
  return refusesLongIds ? "nineCharacters" : "any";
}

function reasoningForm(
  render: (fields: TemplateMessage, beside: Partial<CallShape>) => string | null,
  answer: unknown,
): AnswerForm["reasoningAs"] {
  const alone = render(reasoningFields, {});
  if (shows(alone, words.reasoning)) return render(reasoningFields, { content: answer }) === null ? "joined" : "fields";
  const part = render({}, { content: [{ type: "thinking", thinking: words.reasoning }] });
  return part !== null && shows(part, words.reasoning) && !/["']thinking["']/.test(part) ? "part" : "fields";
}
