import { describe, expect, it } from "vitest";
import { decodeChat } from "../../../../../../../src/main/core/gateway/dialects/openai/decode-chat";

const chat = { model: "tiny", messages: [{ role: "user", content: "Hi" }] };

/** What the real service takes without a change of the answer; all of it at once. */
const quiet = {
  user: "u",
  store: true,
  metadata: { a: "b" },
  service_tier: "auto",
  prediction: { type: "content", content: "x" },
  verbosity: "low",
  safety_identifier: "s",
  prompt_cache_key: "k",
  prompt_cache_retention: "24h",
  stream_options: { include_usage: true, include_obfuscation: false },
  modalities: ["text"],
  audio: null,
  unheard_of: { deep: [1] },
};

describe("the fields of a chat", () => {
  it("that change no answer are ignored without a word", () => {
    expect(decodeChat({ ...chat, ...quiet })).toEqual(decodeChat({ ...chat, stream_options: { include_usage: true } }));
  });

  it("that change what is looked up are told", () => {
    expect(decodeChat({ ...chat, web_search_options: {} }).ignored).toEqual(["web_search_options"]);
  });

  it.each([
    ["audio", { voice: "alloy", format: "wav" }],
    ["modalities", ["text", "audio"]],
    ["modalities", "audio"],
  ])("that ask for another kind of answer are refused: %s", (field, value) => {
    expect(() => decodeChat({ ...chat, [field]: value })).toThrow(
      expect.objectContaining({ code: "unsupported", details: { field } }),
    );
  });
});
