import { describe, expect, it } from "vitest";
import { refusalOfTemplate } from "../../../../../src/main/worker/chat/template-limits";
import { realTemplates } from "../../../../support/real-templates";

describe("refusalOfTemplate", () => {
  it.each([
    ["a huge text", "x".repeat(1_000_001)],
    ["a huge range", "{% for i in range(1000000000) %}x{% endfor %}"],
    ["a huge range from somewhere", "{% for i in range(0, 1_000_000) %}x{% endfor %}"],
    ["a computed range", "{% for i in range(10 ** 9) %}x{% endfor %}"],
    ["a huge repetition", "{{ 'a' * 100000000 }}"],
    ["brackets without end", `{{ ${"(".repeat(5_000)}1${")".repeat(5_000)} }}`],
    ["blocks without end", `${"{% if a %}".repeat(5_000)}${"{% endif %}".repeat(5_000)}`],
  ])("refuses %s", (_what, template) => {
    expect(refusalOfTemplate(template)).not.toBeNull();
  });

  it("takes a long plain template, and every published one", () => {
    expect(refusalOfTemplate("{% if a %}{{ range(10) }}{% endif %}".repeat(2_000))).toBeNull();
    for (const template of realTemplates()?.values() ?? []) expect(refusalOfTemplate(template)).toBeNull();
  });
});
