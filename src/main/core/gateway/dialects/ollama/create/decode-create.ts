import { z } from "zod";
import { digestSchema } from "../../../../../../shared/shapes/model";
import { isObject } from "../../../body/json-document";
import { anything, flag, invalidField, readFields, text, unsupportedField } from "../../../decode/fields";
import { requiredModel } from "../decode-options";
import type { CreateWish } from "./create-wish";
import { parseModelfile, type Instruction } from "./modelfile";

const fields = z.looseObject({
  model: text(),
  name: text(),
  from: text(),
  files: anything(),
  adapters: anything(),
  system: text(),
  template: text(),
  license: anything(),
  parameters: anything(),
  messages: anything(),
  stream: flag(),
  quantize: text(),
  quantization: text(),
  modelfile: text(),
  path: text(),
});

/** The body of `POST /api/create`, in the form with fields or the older one with a Modelfile. @throws TresorError `invalid_request`, `unsupported` */
export function decodeCreate(body: unknown): CreateWish {
  const wish = readFields(fields, body);
  const name = requiredModel(wish.model ?? wish.name);
  const quantize = wish.quantize ?? wish.quantization ?? "";
  if (quantize !== "") {
    throw unsupportedField("quantize", "is not supported: a model is served as it is; get a file of that type instead");
  }
  if (wish.path !== undefined && wish.path !== "") {
    throw unsupportedField("path", "is not supported: files of this machine are not read for clients; send modelfile");
  }
  if (isObject(wish.adapters) && Object.keys(wish.adapters).length > 0) throw noAdapters("adapters");
  const stream = wish.stream ?? true;
  if (wish.modelfile !== undefined && wish.modelfile !== "") {
    return { name, stream, ...fromInstructions(parseModelfile(wish.modelfile)) };
  }
  const files = filesOf(wish.files);
  const from = wish.from === undefined || wish.from === "" ? null : wish.from;
  return {
    name,
    stream,
    ...sourceOf(from, files),
    system: wish.system,
    template: wish.template,
    messages: messagesOf(wish.messages),
    parameters: parametersOf(wish.parameters),
    licence: licenceOf(wish.license),
  };
}

function fromInstructions(instructions: readonly Instruction[]): Omit<CreateWish, "name" | "stream"> {
  const all = (name: string) => instructions.flatMap((one) => (one.name === name ? one.value : []));
  if (all("ADAPTER").length > 0) throw noAdapters("modelfile: ADAPTER");
  const from = all("FROM").at(-1) ?? null;
  const digest = /^@?(sha256[:-][0-9a-f]+)$/.exec(from ?? "")?.[1]?.replace("-", ":");
  const licences = all("LICENSE");
  return {
    ...(digest === undefined ? sourceOf(from, []) : sourceOf(null, [checkedDigest(digest, "modelfile: FROM")])),
    system: all("SYSTEM").at(-1),
    template: all("TEMPLATE").at(-1),
    messages: all("MESSAGE").map(messageOf),
    parameters: parametersOfLines(all("PARAMETER")),
    licence: licences.length === 0 ? undefined : licences.join("\n"),
  };
}

function sourceOf(from: string | null, files: readonly string[]): Pick<CreateWish, "from" | "files"> {
  if (from === null && files.length === 0) throw invalidField("from", "is required: a model, or files of one");
  if (files.length > 1) {
    throw unsupportedField(
      "files",
      "may name one GGUF file; put a model in several parts into the models folder instead",
    );
  }
  return { from: files.length > 0 ? null : from, files };
}

function filesOf(files: unknown): readonly string[] {
  if (files === undefined || files === null) return [];
  if (!isObject(files)) throw invalidField("files", "must be an object of file names with digests");
  return Object.values(files).map((digest) => checkedDigest(digest, "files"));
}

function checkedDigest(digest: unknown, field: string): string {
  const parsed = digestSchema.safeParse(digest);
  if (!parsed.success) throw invalidField(field, 'must name digests: "sha256:" and 64 hexadecimal digits');
  return parsed.data;
}

function messagesOf(messages: unknown): CreateWish["messages"] {
  if (messages === undefined || messages === null) return [];
  if (!Array.isArray(messages)) throw invalidField("messages", "must be an array of messages");
  return messages.map((message: unknown, index) => {
    const [role, content] = isObject(message) ? [message["role"], message["content"]] : [];
    if (typeof role !== "string" || typeof content !== "string") {
      throw invalidField(`messages.${index}`, "must be an object with role and content");
    }
    return { role, content };
  });
}

function messageOf(value: string): CreateWish["messages"][number] {
  const [, role = "", content = ""] = /^(\S+)\s+([\s\S]*)$/.exec(value) ?? [];
  return { role, content };
}

function parametersOf(parameters: unknown): Readonly<Record<string, unknown>> {
  if (parameters === undefined || parameters === null) return {};
  if (!isObject(parameters)) throw invalidField("parameters", "must be an object");
  return parameters;
}

/** `temperature 0.7`: a number or a switch where it reads like one; `stop` may come several times and is text. */
function parametersOfLines(lines: readonly string[]): Readonly<Record<string, unknown>> {
  const parameters: Record<string, unknown> = {};
  const stops: string[] = [];
  for (const line of lines) {
    const [, name = "", value = ""] = /^(\S+)\s+([\s\S]*)$/.exec(line) ?? [];
    if (name.toLowerCase() === "stop") stops.push(value);
    else parameters[name.toLowerCase()] = valueOf(value);
  }
  return stops.length === 0 ? parameters : { ...parameters, stop: stops };
}

function valueOf(text: string): unknown {
  if (/^-?\d+(\.\d+)?(e-?\d+)?$/i.test(text)) return Number(text);
  return text === "true" || text === "false" ? text === "true" : text;
}

function licenceOf(licence: unknown): string | undefined {
  if (licence === undefined || licence === null || licence === "") return undefined;
  const texts: readonly unknown[] = Array.isArray(licence) ? licence : [licence];
  if (!texts.every((one) => typeof one === "string"))
    throw invalidField("license", "must be a string or an array of strings");
  return texts.join("\n");
}

function noAdapters(field: string) {
  return unsupportedField(field, "are not supported; create from a model that has them merged in");
}
