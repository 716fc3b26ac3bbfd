import type { NewPreset } from "../../../../presets/preset-book";
import { presetMessageSchema } from "../../../../presets/preset";
import { invalidField, readFields } from "../../../decode/fields";
import { isKnownOption, optionFields, readOptions } from "../options";
import { checkedTemplate } from "../template/checked-template";
import type { CreateWish } from "./create-wish";

const mostTextCharacters = 200_000;

/** What a created name adds, checked as if a request had said it. @throws TresorError `invalid_request`, `unsupported` */
export function presetParts(wish: CreateWish): {
  readonly parts: NewPreset["parts"];
  readonly ignored: readonly string[];
} {
  const { system, template, licence, parameters } = wish;
  for (const [field, text] of Object.entries({ system, template, license: licence })) {
    if ((text?.length ?? 0) > mostTextCharacters) {
      throw invalidField(field, `must have at most ${mostTextCharacters} characters`);
    }
  }
  const unknown = Object.keys(parameters).find((name) => !isKnownOption(name));
  if (unknown !== undefined)
    throw invalidField("parameters", `has a parameter that is not known: ${unknown.slice(0, 40)}`);
  const { sampling, stop, maxTokens, context, ignored } = readOptions(
    readFields(optionFields, parameters),
    "parameters",
  );
  const messages = wish.messages.map((message, index) => messageOf(message, index));
  const written = writtenParameters(parameters);
  return {
    parts: {
      ...given({ system: system === "" ? undefined : system, maxTokens, context, licence }),
      ...(template === undefined || template === ""
        ? {}
        : { template: { written: template, jinja: checkedTemplate(template) } }),
      ...(messages.length === 0 ? {} : { messages }),
      ...(stop.length === 0 ? {} : { stop: [...stop] }),
      ...(written.length === 0 ? {} : { parameters: written }),
      sampling: given(sampling),
    },
    ignored,
  };
}

/** Whether the name is to add nothing. */
export function addsNothing({ sampling = {}, ...parts }: NewPreset["parts"]): boolean {
  return Object.keys(sampling).length === 0 && Object.keys(parts).length === 0;
}

function messageOf(message: CreateWish["messages"][number], index: number) {
  const parsed = presetMessageSchema.safeParse(message);
  if (!parsed.success) throw invalidField(`messages.${index}.role`, "must be system, user or assistant");
  return parsed.data;
}

function writtenParameters(parameters: Readonly<Record<string, unknown>>): { name: string; value: string }[] {
  return Object.entries(parameters).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one: unknown) => ({ name, value: String(one) })),
  );
}

function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
