import type { ToolCall } from "../../../engine/conversation";

/** A piece of an answer, or all of it; what is absent is empty. */
export interface Piece {
  readonly text?: string;
  readonly thinking?: string;
  readonly calls?: readonly ToolCall[];
}

/** Where a piece stands in a line. */
export interface Carrier {
  fields(piece: Piece): object;
  /** The same of a text alone, as JSON without the braces: this runs for every token. */
  textMembers(text: string): string;
}

/** In a chat. */
export const inMessage: Carrier = {
  fields: ({ text = "", thinking = "", calls = [] }) => ({
    message: {
      role: "assistant",
      content: text,
      ...(thinking === "" ? {} : { thinking }),
      ...(calls.length === 0 ? {} : { tool_calls: calls.map(callOf) }),
    },
  }),
  textMembers: (text) => `"message":{"role":"assistant","content":${JSON.stringify(text)}}`,
};

/** In a generation. */
export const inResponse: Carrier = {
  fields: ({ text = "", thinking = "" }) => ({ response: text, ...(thinking === "" ? {} : { thinking }) }),
  textMembers: (text) => `"response":${JSON.stringify(text)}`,
};

/** Arguments are an object here, as this dialect's clients demand. */
function callOf({ id, name, argumentsJson }: ToolCall) {
  return { id, function: { name, arguments: JSON.parse(argumentsJson) as unknown } };
}
