import { describe, expect, it } from "vitest";
import { KeptResponses } from "../../../../../../../../src/main/core/gateway/dialects/openai/responses/kept-responses";
import { resolveInput } from "../../../../../../../../src/main/core/gateway/dialects/openai/responses/resolve-input";

const answer = (id: string, text = "Hello") => ({
  id: `resp_${id}`,
  client: "local",
  input: [{ role: "user", content: "Hi" }],
  output: [{ id: `msg_${id}`, type: "message", role: "assistant", content: text }],
});

describe("kept responses", () => {
  it("let a client go on from an answer, or refer to its items", () => {
    const kept = new KeptResponses();
    kept.keep(answer("1"));
    const recall = kept.recallOf("local");
    const [output] = answer("1").output;
    expect(resolveInput("More", "resp_1", recall)).toEqual([
      { role: "user", content: "Hi" },
      output,
      { role: "user", content: "More" },
    ]);
    expect(resolveInput([{ type: "item_reference", id: "msg_1" }, { id: "msg_1" }], undefined, recall)).toEqual([
      output,
      output,
    ]);
  });

  it("are each client's own", () => {
    const kept = new KeptResponses();
    kept.keep(answer("1"));
    const other = kept.recallOf("other");
    expect(other.item("msg_1")).toBeNull();
    expect(() => resolveInput("More", "resp_1", other)).toThrow(/kept in memory only/);
  });

  it("are forgotten, the oldest first, when they take too much", () => {
    const kept = new KeptResponses(1_000);
    for (const id of ["1", "2", "3"]) kept.keep(answer(id, "x".repeat(350)));
    const recall = kept.recallOf("local");
    expect(["1", "2", "3"].map((id) => recall.item(`msg_${id}`) !== null)).toEqual([false, true, true]);
    kept.keep(answer("4", "x".repeat(2_000)));
    expect(recall.conversation("resp_4")).toBeNull();
    expect(recall.conversation("resp_3")).not.toBeNull();
  });
});
