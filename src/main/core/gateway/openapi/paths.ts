import type { JsonObject } from "./schemas";

export interface TemplatedPath {
  readonly path: string;
  readonly parameters: readonly JsonObject[];
}

/** Fastify's pattern as OpenAPI writes it. A wildcard is a model's name, which may contain slashes. */
export function templatedPath(url: string): TemplatedPath {
  const parameters: JsonObject[] = [];
  const parameter = (name: string, description: string) => {
    parameters.push({ name, in: "path", required: true, description, schema: { type: "string" } });
    return `{${name}}`;
  };
  const path = url
    .replace(/:([A-Za-z]+)/g, (_match, name: string) => parameter(name, `The ${name}.`))
    .replace(/\*$/, () => parameter("model", "A reference or an alias; slashes are allowed and need no escape."));
  return { path, parameters };
}

/** `POST /v1/chat/completions` → `postV1ChatCompletions`. */
export function operationIdOf(method: string, path: string): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}
