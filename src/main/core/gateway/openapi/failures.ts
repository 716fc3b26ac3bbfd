import { errorCodes, errorRegistry } from "../../../../shared/errors";
import type { DialectName } from "../dialect-of";
import { json } from "./route-description";
import { schemaPath, type JsonObject } from "./schemas";

/** A failure has the shape of the API that was spoken to; what belongs to none has the control API's. */
export type FailureShape = "ControlFailure" | "OpenAiFailure" | "OllamaFailure" | "AnthropicFailure";

export function failureShape(dialect: DialectName): FailureShape {
  switch (dialect) {
    case "openai":
    case "lmstudio":
      return "OpenAiFailure";
    case "ollama":
      return "OllamaFailure";
    case "anthropic":
      return "AnthropicFailure";
    case "control":
    case "operations":
    case "window":
    case "none":
      return "ControlFailure";
  }
}

const text = { type: "string" };

function object(properties: JsonObject): JsonObject {
  return { type: "object", properties, required: Object.keys(properties) };
}

export const failureSchemas: Readonly<Record<FailureShape | "ErrorCode", JsonObject>> = {
  ErrorCode: { ...text, enum: errorCodes },
  ControlFailure: object({
    error: {
      type: "object",
      properties: { code: { $ref: `${schemaPath}ErrorCode` }, message: text, details: { type: "object" } },
      required: ["code", "message"],
    },
  }),
  OpenAiFailure: object({
    error: object({ message: text, type: text, param: { type: ["string", "null"] }, code: text }),
  }),
  OllamaFailure: object({ error: text }),
  AnthropicFailure: object({ type: { const: "error" }, error: object({ type: text, message: text }) }),
};

/** For every operation: which failures there are, and what to do about each. */
export function failureResponses(): Readonly<Record<FailureShape, JsonObject>> {
  return {
    ControlFailure: failureResponse("ControlFailure"),
    OpenAiFailure: failureResponse("OpenAiFailure"),
    OllamaFailure: failureResponse("OllamaFailure"),
    AnthropicFailure: failureResponse("AnthropicFailure"),
  };
}

function failureResponse(shape: FailureShape): JsonObject {
  return {
    description: `A failure.\n\n${registryTable()}`,
    headers: {
      "x-request-id": { $ref: "#/components/headers/RequestId" },
      "retry-after": { description: "Seconds, where trying again later helps.", schema: { type: "integer" } },
    },
    content: { [json]: { schema: { $ref: schemaPath + shape } } },
  };
}

function registryTable(): string {
  const rows = errorCodes.map((code) => {
    const { status, retryable, cure } = errorRegistry[code];
    return `| ${status} | \`${code}\` | ${retryable ? "yes" : "no"} | ${cure.replaceAll("|", "\\|")} |`;
  });
  return ["| status | code | retry helps | what to do |", "| --- | --- | --- | --- |", ...rows].join("\n");
}
