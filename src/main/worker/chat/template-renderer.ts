import { Template } from "@huggingface/jinja";
import type { Llama } from "node-llama-cpp";

export type TemplateVariables = Record<string, unknown>;

export interface TemplateRenderer {
  /** @throws Error with the template's own message when it refuses the messages */
  render(variables: TemplateVariables): string;
}

type NativeRendererConstructor = new (template: string) => { render(variables: TemplateVariables): string };

/**
 * A renderer for one Jinja template. llama.cpp's own renderer inside node-llama-cpp understands nearly every published template
 * (69 of 70 in llama.cpp's collection), @huggingface/jinja fewer, so it is the fallback. The native one is not public API: it is
 * looked up here and nowhere else, and its absence is not an error.
 */
export function createTemplateRenderer(llama: Llama, template: string): TemplateRenderer {
  const Native = nativeRenderer(llama);
  if (Native !== null) {
    try {
      return new Native(template);
    } catch {
      // The native parser does not know the syntax; the other one may.
    }
  }
  return new Template(template);
}

function nativeRenderer(llama: Llama): NativeRendererConstructor | null {
  const bindings: unknown = Reflect.get(llama, "_bindings");
  if (typeof bindings !== "object" || bindings === null) return null;
  const constructor: unknown = Reflect.get(bindings, "AddonJinjaRenderer");
  return typeof constructor === "function" ? (constructor as NativeRendererConstructor) : null;
}
