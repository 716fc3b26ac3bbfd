import { isRecord } from "./keywords";
import { refuse, wrong } from "./refuse";
import { conjunctionOf } from "./typed-shapes";
import type { Conjunction, LocatedSchema } from "./shape";

/** What a `$ref` points to within the same document: `#`, or a JSON pointer after it. */
export function resolveReference(root: unknown, { schema, path }: LocatedSchema): Conjunction | null {
  const field = `${path}.$ref`;
  const reference = schema["$ref"];
  if (typeof reference !== "string") throw wrong(field, "must be a string");
  if (reference !== "#" && !reference.startsWith("#/")) {
    throw refuse(
      field,
      `${JSON.stringify(reference)} points outside; only pointers into the same schema (#/$defs/…) are followed`,
    );
  }
  const steps = reference.split("/").slice(1).map(unescapeStep);
  let target: unknown = root;
  for (const step of steps) {
    const isInside = (isRecord(target) || Array.isArray(target)) && Object.hasOwn(target, step);
    if (!isInside) throw wrong(field, `points to nothing: ${JSON.stringify(reference)}`);
    target = (target as Readonly<Record<string, unknown>>)[step];
  }
  return conjunctionOf(target, ["schema", ...steps].join("."));
}

function unescapeStep(step: string): string {
  const decoded = /%[0-9a-fA-F]{2}/.test(step) ? safelyDecoded(step) : step;
  return decoded.replaceAll("~1", "/").replaceAll("~0", "~");
}

function safelyDecoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
