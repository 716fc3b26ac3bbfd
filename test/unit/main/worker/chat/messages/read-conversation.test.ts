import { describe, expect, it } from "vitest";
import type { ConversationMessage } from "../../../../../../src/main/core/engine/conversation";
import { readConversation } from "../../../../../../src/main/worker/chat/messages/read-conversation";

const same = (text: string) => text;
const user: ConversationMessage = { role: "user", content: "Go." };
const call = (id: string, name: string, argumentsJson = "{}") => ({ id, name, argumentsJson });
const answer = (...calls: ReturnType<typeof call>[]): ConversationMessage => ({
  role: "assistant",
  content: "",
  calls,
});

describe("readConversation", () => {
  it("puts results in the order of their calls and names them", () => {
    const read = readConversation(
      [
        user,
        answer(call("a", "first"), call("b", "second")),
        { role: "tool", content: "2", callId: "b" },
        { role: "tool", content: "1", callId: "a" },
      ],
      same,
    );
    expect(read.slice(2)).toEqual([
      { role: "tool", content: "1", callId: "a", name: "first" },
      { role: "tool", content: "2", callId: "b", name: "second" },
    ]);
  });

  it("finds the call of a result without an id by its name, then by its place", () => {
    const read = readConversation(
      [
        user,
        answer(call("a", "first"), call("b", "second")),
        { role: "tool", content: "2", name: "second" },
        { role: "tool", content: "1" },
      ],
      same,
    );
    expect(read.slice(2)).toMatchObject([
      { callId: "a", content: "1" },
      { callId: "b", content: "2" },
    ]);
  });

  it("lets the user tell the result of no call", () => {
    const read = readConversation([{ role: "tool", content: "lost", callId: "x" }, user], same);
    expect(read).toEqual([
      { role: "user", content: "lost" },
      { role: "user", content: "Go." },
    ]);
  });

  it("takes reasoning out of the content of clients that do not keep it apart", () => {
    const [read] = readConversation([{ role: "assistant", content: "<think>\nHm.\n</think>\n\nYes." }], same);
    expect(read).toMatchObject({ reasoning: "Hm.", content: "Yes." });
  });

  it.each(["{", '{"a": 1', "[]", "null", '"text"', "not JSON"])("names the message whose arguments are %j", (json) => {
    expect(() => readConversation([user, answer(call("a", "first"), call("b", "second", json))], same)).toThrow(
      /`messages\[1\]\.tool_calls\[1\]`.*not a JSON object/,
    );
  });

  it("takes no arguments for an empty object, and refuses those that are nested without end", () => {
    expect(readConversation([answer(call("a", "first", ""))], same)).toMatchObject([{ calls: [{ arguments: {} }] }]);
    const deep = `{"a":${"[".repeat(500)}${"]".repeat(500)}}`;
    expect(() => readConversation([answer(call("a", "first", deep))], same)).toThrow(/nested more than 128 levels/);
  });

  it("marks every string of the client, names of members too", () => {
    const mark = (text: string) => text.replaceAll("<s>", "<|>");
    const read = readConversation(
      [
        { role: "developer", content: "<s>1" },
        { role: "assistant", content: "<s>2", reasoning: "<s>3", calls: [call("<s>4", "<s>5", '{"<s>6": ["<s>7"]}')] },
        { role: "tool", content: "<s>8", callId: "<s>4" },
      ],
      mark,
    );
    expect(JSON.stringify(read)).not.toContain("<s>");
    expect(JSON.stringify(read).match(/<\|>\d/g)).toHaveLength(12);
  });
});
