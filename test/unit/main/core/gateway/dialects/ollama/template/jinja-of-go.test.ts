import { beforeAll, describe, expect, it } from "vitest";
import type { Llama } from "node-llama-cpp";
import { createTemplateRenderer } from "../../../../../../../../src/main/worker/chat/template-renderer";
import { jinjaOfGo } from "../../../../../../../../src/main/core/gateway/dialects/ollama/template/jinja-of-go";
import { requestTemplate } from "../../../../../../../../src/main/core/gateway/dialects/ollama/template/checked-template";
import { testEngine } from "../../../../../../../support/test-engine";

const system = { role: "system", content: "Be brief." };
const hi = { role: "user", content: "Hi" };
const hello = { role: "assistant", content: "Hello" };
const bye = { role: "user", content: "Bye {{ x }}" };
let llama: Llama;

beforeAll(async () => {
  llama = await testEngine();
});

function rendered(template: string, ...messages: readonly object[]): string {
  return createTemplateRenderer(llama, jinjaOfGo(template)).render({ messages, add_generation_prompt: true });
}

describe("templates in Go's language", () => {
  it("of one turn are repeated, and cut before the last response", () => {
    const template =
      "{{ if .System }}<|im_start|>system\n{{ .System }}<|im_end|>\n{{ end }}{{ if .Prompt }}<|im_start|>user\n{{ .Prompt }}<|im_end|>\n{{ end }}<|im_start|>assistant\n{{ .Response }}<|im_end|>\n";
    expect(rendered(template, system, hi, hello, bye)).toBe(
      "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\nHello<|im_end|>\n" +
        "<|im_start|>user\nBye {{ x }}<|im_end|>\n<|im_start|>assistant\n",
    );
    expect(rendered(template, hi)).toBe("<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n");
  });

  it("without a response have one at their end", () => {
    expect(rendered("Q: {{ .Prompt }}\nA: ", hi, hello, bye)).toBe("Q: Hi\nA: HelloQ: Bye {{ x }}\nA: ");
  });

  it("over the messages know the last one, and leave tools out", () => {
    const template = `{{- if or .System .Tools }}S:{{ .System }}
{{- if .Tools }} {{ range $.Tools }}{{ json . }}{{ end }}{{ end }};
{{ end }}
{{- range $i, $_ := .Messages }}
{{- $last := eq (len (slice $.Messages $i)) 1 -}}
{{- if eq .Role "user" }}[U]{{ .Content }}
{{- else if eq .Role "assistant" }}[A]{{ .Content }}{{ end }}
{{- if and (ne .Role "assistant") $last }}[A]{{ end }}
{{- end }}`;
    expect(rendered(template, system, hi, hello, bye)).toBe("S:Be brief.;\n[U]Hi[A]Hello[U]Bye {{ x }}[A]");
  });

  it("keep quotes, backslashes and what looks like Jinja", () => {
    expect(rendered("'\\n' {% raw {# {{ .Prompt }}", hi)).toBe("'\\n' {% raw {# Hi");
  });

  it.each([
    ["{{ if .System }}x", /no end/],
    ["{{ end }}", /closes nothing/],
    ["{{ .Secret }}", /"\.Secret"/],
    ["{{ printf .Prompt }}", /"printf"/],
    ["{{ .Prompt | upper }}", /"\|"/],
    ["{{ range .Documents }}{{ end }}", /range \.Documents/],
    ["{{ range .Messages }}{{ range .Messages }}{{ end }}{{ end }}", /range \.Messages/],
    ["{{ with .System }}{{ end }}", /"with"/],
    ["{{ if (.System }}{{ end }}", /bracket/],
  ])("that cannot be translated are refused with what it is: %s", (template, reason) => {
    expect(() => jinjaOfGo(template)).toThrow(reason);
    expect(() => jinjaOfGo(template)).toThrow(expect.objectContaining({ code: "invalid_request" }));
  });

  it("are the only ones that a request may bring", () => {
    expect(() => requestTemplate("{% for a in range(10) %}{% endfor %}")).toThrow(/Go's language/);
    expect(requestTemplate("{{ .Prompt }}")).toContain("ns.prompt");
  });
});
