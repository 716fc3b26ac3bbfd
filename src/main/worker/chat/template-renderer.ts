import { Template } from "@huggingface/jinja";
import type { Llama } from "node-llama-cpp";
import { nativeRendererOf } from "./native-renderer";
import type { TemplateRenderer, TemplateVariables } from "./renderer";

/**
 * A renderer for one Jinja template. llama.cpp's own understands nearly every published template, @huggingface/jinja fewer, so it takes
 * over where the first one does not know the syntax or fails at something that is not the template's own refusal.
 *
 * @throws Error when neither can read the template
 */
export function createTemplateRenderer(llama: Llama, template: string): TemplateRenderer {
  const Native = nativeRendererOf(llama);
  const second = once(() => new Template(template));
  if (Native === null) return second();
  const first = read(() => new Native(template));
  if (first === null) return second();
  return { render: (variables) => renderWithEither(first, second, variables) };
}

function renderWithEither(
  first: TemplateRenderer,
  second: () => TemplateRenderer,
  variables: TemplateVariables,
): string {
  try {
    return first.render(variables);
  } catch (error) {
    const reason = reasonOf(error);
    if (reason.refused) throw new Error(reason.text, { cause: error });
    try {
      return second().render(variables);
    } catch {
      throw new Error(reason.text, { cause: error });
    }
  }
}

const ownRefusal = "Jinja Exception: ";

/** The native renderer's message ends with the reason, after a drawing of the place in the template. */
function reasonOf(error: unknown): { readonly text: string; readonly refused: boolean } {
  const message = error instanceof Error ? error.message : String(error);
  const reason = message.slice(message.lastIndexOf("\nError: ") + 1).replace(/^Error: /, "");
  const refused = reason.startsWith(ownRefusal);
  return { text: refused ? reason.slice(ownRefusal.length) : reason, refused };
}

function read<T>(make: () => T): T | null {
  try {
    return make();
  } catch {
    return null;
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
