import { TresorError } from "../../../../shared/errors";
import { isDeeperThan } from "./json-depth";
import { locateJsonFault } from "./json-location";

/** Far above what any client nests, far below what a recursive reader of the value would not survive. */
const deepestNesting = 128;

/**
 * Reads a body as JSON. The message of a refusal says where, and never repeats a part of the body.
 * @throws TresorError `malformed_json` with `line` and `column`; `invalid_request` when it is nested too deeply
 */
export function parseJsonDocument(body: string): unknown {
  if (isDeeperThan(body, deepestNesting)) {
    throw new TresorError("invalid_request", `The body is nested deeper than ${deepestNesting} levels; flatten it.`, {
      limit: deepestNesting,
    });
  }
  const text = body.startsWith("\uFEFF") ? body.slice(1) : body;
  try {
    return JSON.parse(text);
  } catch {
    throw malformed(text);
  }
}

/** @throws TresorError as `parseJsonDocument`; `invalid_request` when it is JSON, but not an object */
export function parseJsonObject(body: string): Readonly<Record<string, unknown>> {
  const value = parseJsonDocument(body);
  if (isObject(value)) return value;
  throw new TresorError("invalid_request", "The body must be a JSON object.");
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function malformed(text: string): TresorError {
  if (text.trim() === "") {
    const message = "The body is empty (line 1, column 1); send a JSON object.";
    return new TresorError("malformed_json", message, { line: 1, column: 1 });
  }
  const { line, column, reason } = locateJsonFault(text);
  const message = `The body is not valid JSON at line ${line}, column ${column}: ${reason}.`;
  return new TresorError("malformed_json", message, { line, column });
}
