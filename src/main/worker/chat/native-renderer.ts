import type { Llama } from "node-llama-cpp";
import type { TemplateRenderer } from "./renderer";

type NativeRendererConstructor = new (template: string) => TemplateRenderer;

const probeTemplate =
  "{%- macro said(m) %}{{ m.role ~ ': ' ~ m['content'] | trim }}{% endmacro -%}{%- set found = namespace(last=none) -%}" +
  "{%- for m in messages[::-1] if m is mapping %}{% set found.last = m.data | tojson %}{{ said(m) }} {% endfor -%}{{ found.last }}";
const probeVariables = { messages: [{ role: "a", content: " b ", data: { "<k>": [1, 0.5, null, true, "ü'"] } }] };
const probeText = `a: b {"<k>": [1, 0.5, null, true, "ü'"]}`;

/**
 * llama.cpp's own renderer inside node-llama-cpp. It is not public API: it is looked up here and nowhere else, and one that is absent
 * or no longer does what a small template expects is not used. Null then.
 */
export function nativeRendererOf(llama: Llama): NativeRendererConstructor | null {
  const bindings: unknown = Reflect.get(llama, "_bindings");
  if (typeof bindings !== "object" || bindings === null) return null;
  const constructor: unknown = Reflect.get(bindings, "AddonJinjaRenderer");
  if (typeof constructor !== "function") return null;
  const Native = constructor as NativeRendererConstructor;
  try {
    return new Native(probeTemplate).render(probeVariables) === probeText ? Native : null;
  } catch {
    return null;
  }
}
