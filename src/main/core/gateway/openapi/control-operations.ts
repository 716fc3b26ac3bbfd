import { calls } from "../../../../shared/contract/calls";
import { callNames, routeOf, type CallName } from "../../../../shared/contract/derive";
import { answerName, inputName, reference } from "./control-schemas";
import { json, serverSentEvents } from "./route-description";
import { inlineSchema, type JsonObject } from "./schemas";

/** What is said of a call of the contract; all of it is derived. */
export interface ControlOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly JsonObject[];
  readonly requestBody?: JsonObject;
  readonly content: JsonObject;
}

const byRoute = new Map<string, CallName>(
  callNames.map((name) => {
    const { method, path } = routeOf(name);
    return [`${method} ${path}`, name];
  }),
);

/** Null: the route is no call. */
export function controlOperation(route: string): ControlOperation | null {
  const name = byRoute.get(route);
  if (name === undefined) return null;
  const { kind } = calls[name];
  const answer = reference(answerName(name));
  return {
    operationId: name,
    summary: `The call \`${name}\` of the contract.`,
    ...(kind === "query" ? { parameters: queryParameters(name) } : { requestBody: bodyOf(name) }),
    content:
      kind === "stream"
        ? {
            [serverSentEvents]: {
              schema: { type: "string", description: "`item`s, then `end` or `error`." },
              "x-item-schema": answer,
            },
          }
        : { [json]: { schema: answer } },
  };
}

function bodyOf(name: CallName): JsonObject {
  return { required: true, content: { [json]: { schema: reference(inputName(name)) } } };
}

function queryParameters(name: CallName): JsonObject[] {
  const { properties = {}, required = [] } = inlineSchema(calls[name].input, "input") as {
    readonly properties?: JsonObject;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([field, schema]) => ({
    name: field,
    in: "query",
    required: required.includes(field),
    schema,
  }));
}
