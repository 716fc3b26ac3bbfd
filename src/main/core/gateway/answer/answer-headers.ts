import type { AnsweringModel } from "../../inference/canonical";
import type { Library } from "../../library/library-port";
import { silence, within } from "./event-reader";

/** What is known of the answering model when the headers go out. */
export interface AnswerFacts {
  readonly reference: string;
  /** Null while the file's digest is still being computed. */
  readonly digest: string | null;
  /** Null when the library could not tell. */
  readonly template: "model" | "default" | null;
  readonly quality: "full" | "experimental";
  /** Whether the model's own template has a place for tools. */
  readonly knowsTools: boolean;
}

/** `x-tresor-…` headers of an answer: which model gave it, and what to know about it. */
export function answerHeaders(
  facts: AnswerFacts | null,
  ignored: readonly string[],
  offersTools = false,
): Record<string, string> {
  return {
    ...(facts === null
      ? {}
      : { "x-tresor-model": facts.reference, "x-tresor-model-digest": facts.digest ?? "pending" }),
    ...(facts?.template === "default" ? { "x-tresor-template": "default" } : {}),
    ...(facts?.quality === "experimental" ? { "x-tresor-quality": "experimental" } : {}),
    // Such a model is told of them in its system text, in our words.
    ...(offersTools && facts?.knowsTools === false ? { "x-tresor-tools": "described" } : {}),
    ...(ignored.length === 0 ? {} : { "x-tresor-ignored": shortened(ignored) }),
  };
}

/** Clients refuse a header that is too long, and an agent's history may be full of what is ignored. */
const mostNamed = 20;

function shortened(ignored: readonly string[]): string {
  const more = ignored.length - mostNamed;
  return [...ignored.slice(0, mostNamed), ...(more > 0 ? [`${more} more`] : [])].join(", ");
}

/** A digest that is not known yet is waited for up to the limit; `answering` is what the engine itself has said by now. */
export async function gatherFacts(
  library: Library,
  reference: string,
  answering: AnsweringModel | null,
  limitMilliseconds: number,
): Promise<AnswerFacts> {
  const { quality, digest, capabilities } = library.resolve(reference);
  const [computed, template] = await Promise.all([
    answering?.digest ?? digest ?? known(library.digest(reference), limitMilliseconds),
    answering?.template ?? known(templateOf(library, reference), limitMilliseconds),
  ]);
  return { reference, digest: computed, template, quality, knowsTools: capabilities.includes("tools") };
}

async function templateOf(library: Library, reference: string): Promise<"model" | "default"> {
  return (await library.details(reference)).template === null ? "default" : "model";
}

/** A value that a header can do without: null when it takes too long or fails. */
async function known<T>(value: Promise<T>, limitMilliseconds: number): Promise<T | null> {
  try {
    const settled = await within(value, limitMilliseconds);
    return settled === silence ? null : settled;
  } catch {
    return null;
  }
}
