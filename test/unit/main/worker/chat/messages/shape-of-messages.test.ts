import { describe, expect, it } from "vitest";
import { alternating } from "../../../../../../src/main/worker/chat/messages/alternate";
import { withCallIds } from "../../../../../../src/main/worker/chat/messages/call-ids";
import {
  fenceLongInteger,
  fenceLongIntegers,
  unfenceIntegers,
} from "../../../../../../src/main/worker/chat/messages/exact-numbers";
import type { PlainMessage } from "../../../../../../src/main/worker/chat/messages/plain-message";
import { splitAnswers } from "../../../../../../src/main/worker/chat/messages/split-answers";
import { placeSystemTexts } from "../../../../../../src/main/worker/chat/messages/system-texts";

const system = (content: string): PlainMessage => ({ role: "system", content });
const user = (content: string): PlainMessage => ({ role: "user", content });
const answer = (content: string, ...ids: string[]): PlainMessage => ({
  role: "assistant",
  content,
  reasoning: "",
  calls: ids.map((id) => ({ id, name: `f_${id}`, arguments: {}, argumentsText: "{}" })),
});
const result = (callId: string): PlainMessage => ({
  role: "tool",
  content: `result ${callId}`,
  callId,
  name: `f_${callId}`,
});

describe("alternating", () => {
  it("joins neighbours, and lets a result carry what the user says behind it", () => {
    const messages = [user("1"), user("2"), answer("3"), answer("4", "a"), result("a"), user("5")];
    expect(alternating(messages)).toEqual([
      user("1\n\n2"),
      answer("3\n\n4", "a"),
      { ...result("a"), content: "result a\n\n5" },
    ]);
  });

  it("puts a user message before an answer that comes first", () => {
    expect(alternating([system("s"), answer("1")])).toEqual([system("s"), user(""), answer("1")]);
  });
});

describe("splitAnswers", () => {
  const messages = [user("1"), answer("2", "a", "b"), result("a"), result("b"), answer("3")];

  it("makes pairs of calls and results", () => {
    expect(splitAnswers(messages, { onlyOneCall: true, contentApart: false })).toEqual([
      user("1"),
      answer("2", "a"),
      result("a"),
      answer("", "b"),
      result("b"),
      answer("3"),
    ]);
  });

  it("puts the content into a message of its own", () => {
    expect(splitAnswers(messages, { onlyOneCall: false, contentApart: true }).slice(1, 3)).toEqual([
      answer("2"),
      answer("", "a", "b"),
    ]);
  });
});

describe("placeSystemTexts", () => {
  const everywhere = { hasRole: true, several: true, later: true, needsUser: false };
  const messages = [system("a"), system("b"), user("1"), answer("2"), system("c"), user("3")];

  it("leaves everything where the template shows it", () => {
    expect(placeSystemTexts(messages, everywhere)).toEqual(messages);
  });

  it("joins the first ones and lets the user say the later ones", () => {
    expect(placeSystemTexts(messages, { ...everywhere, several: false, later: false })).toEqual([
      system("a\n\nb"),
      user("1"),
      answer("2"),
      user("c"),
      user("3"),
    ]);
  });

  it("begins the first user message with it where there is no such role", () => {
    expect(placeSystemTexts(messages, { ...everywhere, hasRole: false })[0]).toEqual(user("a\n\nb\n\n1"));
    expect(placeSystemTexts([system("a")], { ...everywhere, hasRole: false })).toEqual([user("a")]);
  });

  it("makes the last system text the user's where there is no user", () => {
    expect(placeSystemTexts([system("a"), system("b")], { ...everywhere, needsUser: true })).toEqual([
      system("a"),
      user("b"),
    ]);
  });
});

describe("withCallIds", () => {
  it("gives the same nine characters to call and result, and keeps ids that have them", () => {
    const [first, second] = withCallIds([answer("", "call_1", "abcDEF123"), result("call_1")], "nineCharacters");
    const ids = first?.role === "assistant" ? first.calls.map(({ id }) => id) : [];
    expect(ids[0]).toMatch(/^[a-z0-9]{9}$/);
    expect(ids[1]).toBe("abcDEF123");
    expect(second).toMatchObject({ callId: ids[0] });
  });

  it("counts functions over the conversation, also when ids repeat", () => {
    const messages = [answer("", "a"), result("a"), answer("", "a"), result("a")];
    expect(withCallIds(messages, "functionCounter").slice(2)).toMatchObject([
      { calls: [{ id: "functions.f_a:1" }] },
      { callId: "functions.f_a:1" },
    ]);
  });
});

describe("long integers", () => {
  it("come through unchanged, in strings too", () => {
    const json = '{"id":12345678901234567890,"text":"12345678901234567890","small":7,"half":0.12345678901234567890}';
    const read: unknown = JSON.parse(fenceLongIntegers(json));
    expect(unfenceIntegers(JSON.stringify(read))).toBe(json.replace("0.12345678901234567890", "0.12345678901234568"));
  });

  it("are written out when they were read already", () => {
    expect(unfenceIntegers(JSON.stringify([fenceLongInteger(2 ** 63), fenceLongInteger(5)]))).toBe(
      "[9223372036854775808,5]",
    );
  });
});
