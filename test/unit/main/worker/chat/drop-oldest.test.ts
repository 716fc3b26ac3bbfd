import { describe, expect, it } from "vitest";
import type { ConversationMessage } from "../../../../../src/main/core/engine/conversation";
import { firstThatFits, shorterForms } from "../../../../../src/main/worker/chat/drop-oldest";

const system: ConversationMessage = { role: "system", content: "s" };
const user = (content: string): ConversationMessage => ({ role: "user", content });
const answer = (content: string): ConversationMessage => ({
  role: "assistant",
  content,
  calls: [{ id: content, name: "f", argumentsJson: "{}" }],
});
const result = (callId: string): ConversationMessage => ({ role: "tool", content: "r", callId });

const names = (messages: readonly ConversationMessage[]) => messages.map(({ content }) => content).join("");

describe("shorterForms", () => {
  it("leaves out turns, then answers of the last one with their results", () => {
    const messages = [
      system,
      user("1"),
      answer("a"),
      result("a"),
      user("2"),
      answer("b"),
      result("b"),
      answer("c"),
      result("c"),
    ];
    expect(shorterForms(messages).map(names)).toEqual(["s1ar2brcr", "s2brcr", "s2cr"]);
  });

  it("has nothing to leave out of a system text alone", () => {
    expect(shorterForms([system])).toEqual([[system]]);
  });
});

describe("firstThatFits", () => {
  it.each([0, 1, 4, 9])("finds the longest form of at most %i", (limit) => {
    const forms = [9, 7, 5, 4, 2, 1, 0];
    const found = firstThatFits(
      forms,
      (form) => form,
      (form) => form <= limit,
    );
    expect(found).toBe(forms.find((form) => form <= limit));
  });

  it("is null when none fits", () => {
    expect(
      firstThatFits(
        [3, 2],
        (form) => form,
        () => false,
      ),
    ).toBeNull();
  });
});
