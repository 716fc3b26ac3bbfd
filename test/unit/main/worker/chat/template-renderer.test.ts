import type { Llama } from "node-llama-cpp";
import { beforeAll, describe, expect, it } from "vitest";
import { nativeRendererOf } from "../../../../../src/main/worker/chat/native-renderer";
import { createTemplateRenderer } from "../../../../../src/main/worker/chat/template-renderer";
import { testEngine } from "../../../../support/test-engine";

/** An engine without a renderer of its own, or with one that became another thing. */
const engineWith = (bindings: unknown) => ({ _bindings: bindings }) as unknown as Llama;

describe("nativeRendererOf", () => {
  it("finds the engine's own renderer", async () => {
    expect(nativeRendererOf(await testEngine())).not.toBeNull();
  });

  it.each([
    ["no bindings", undefined],
    ["no renderer", {}],
    [
      "one that renders something else",
      {
        AddonJinjaRenderer: class {
          readonly render = () => "other";
        },
      },
    ],
    ["one without the method", { AddonJinjaRenderer: Object }],
  ])("finds none in an engine with %s", (_what, bindings) => {
    expect(nativeRendererOf(engineWith(bindings))).toBeNull();
  });
});

describe("createTemplateRenderer", () => {
  let llama: Llama;
  beforeAll(async () => {
    llama = await testEngine();
  });

  it("renders without the engine's renderer too", () => {
    const renderer = createTemplateRenderer(engineWith({}), "{{ messages[0].content | trim }}");
    expect(renderer.render({ messages: [{ content: " a " }] })).toBe("a");
  });

  it.each([
    ["does not know the syntax", "{{ 7 // 2 }}", "3"],
    ["fails", "{{ [1, 2, 1] | unique | join('') }}", "12"],
  ])("takes the other renderer where the engine's %s", (_what, template, expected) => {
    expect(createTemplateRenderer(llama, template).render({})).toBe(expected);
  });

  it("gives the template's own refusal as the reason, without the drawing around it", () => {
    const renderer = createTemplateRenderer(llama, "{{ raise_exception('Only users,\\nplease.') }}");
    expect(() => renderer.render({})).toThrow(/^Only users,\nplease\.$/);
  });

  it("says in one line what went wrong inside", () => {
    const renderer = createTemplateRenderer(llama, "{{ a(1) }}");
    expect(() => renderer.render({ a: 1 })).toThrow(/^Callee is not a function.*$/);
  });

  it("refuses what neither can read", () => {
    expect(() => createTemplateRenderer(llama, "{% for %}")).toThrow();
  });
});
