import { dialectOf, type DialectName } from "../dialect-of";
import { accessOf } from "../identity/route-access";
import { controlOperation } from "./control-operations";
import { controlSchemas } from "./control-schemas";
import { failureResponses, failureSchemas, failureShape } from "./failures";
import { operationIdOf, templatedPath, type TemplatedPath } from "./paths";
import type { RegisteredRoute } from "./registered-routes";
import { json, type RouteDescription } from "./route-description";
import { descriptionOf } from "./route-descriptions";
import { inlineSchema, type JsonObject } from "./schemas";
import { securityOf, securitySchemes } from "./security";

const tags: Readonly<Record<DialectName, string>> = {
  openai: "OpenAI's API, and what llama-server adds to it",
  anthropic: "Anthropic's API",
  ollama: "Ollama's API",
  lmstudio: "LM Studio's API",
  control: "Everything that the window and the command line do",
  operations: "For whoever runs Tresor",
  window: "The dashboard",
  none: "",
};

/** OpenAPI 3.1 of all routes that there are; the files of the dashboard's page are left out. */
export function openApiDocument(routes: readonly RegisteredRoute[], version: string): JsonObject {
  const paths: Record<string, Record<string, JsonObject>> = {};
  const used = new Set<DialectName>();
  for (const { method, url } of routes.filter(isApi)) {
    const dialect = dialectOf(url, false);
    used.add(dialect);
    const templated = templatedPath(url);
    const operations = (paths[templated.path] ??= {});
    operations[method.toLowerCase()] = operation({ method, url }, dialect, templated);
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Tresor",
      version,
      description: "The models on this machine, at one address. See docs/api.md for what each dialect leaves out.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    tags: [...used].map((name) => ({ name, description: tags[name] })),
    paths,
    components: {
      schemas: { ...controlSchemas(), ...failureSchemas },
      responses: failureResponses(),
      headers: { RequestId: { description: "Also in the log.", schema: { type: "string" } } },
      securitySchemes,
    },
  };
}

export function isApi({ url }: RegisteredRoute): boolean {
  return url === "/" || dialectOf(url, false) !== "window";
}

function operation(
  { method, url }: RegisteredRoute,
  dialect: DialectName,
  { path, parameters: pathParameters }: TemplatedPath,
): JsonObject {
  const described = descriptionOf(method, url);
  const call = controlOperation(`${method} ${url}`);
  const parameters = [...pathParameters, ...(call?.parameters ?? [])];
  const requestBody = call?.requestBody ?? (described === undefined ? undefined : bodyOf(described));
  return {
    operationId: call?.operationId ?? operationIdOf(method, path),
    summary: call?.summary ?? described?.summary ?? `${method} ${url}`,
    tags: [dialect],
    security: securityOf(accessOf(method, url)),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(requestBody === undefined ? {} : { requestBody }),
    responses: {
      "200": {
        description: "Done.",
        headers: { "x-request-id": { $ref: "#/components/headers/RequestId" } },
        content: call?.content ?? Object.fromEntries((described?.answers ?? [json]).map((type) => [type, {}])),
      },
      default: { $ref: `#/components/responses/${failureShape(dialect)}` },
    },
  };
}

function bodyOf({ body, bodyType, required = [] }: RouteDescription): JsonObject | undefined {
  if (bodyType !== undefined) return { required: true, content: { [bodyType]: {} } };
  if (body === undefined) return undefined;
  return { required: true, content: { [json]: { schema: { ...inlineSchema(body, "input"), required } } } };
}
