import type { z } from "zod";
import { calls } from "../../../../shared/contract/calls";
import { callNames, type CallName } from "../../../../shared/contract/derive";
import { aliasSchema } from "../../../../shared/shapes/alias";
import { clientSchema } from "../../../../shared/shapes/client";
import { downloadSchema } from "../../../../shared/shapes/download";
import { machineSchema } from "../../../../shared/shapes/machine";
import { modelSchema } from "../../../../shared/shapes/model";
import { planSchema } from "../../../../shared/shapes/plan";
import { residentSchema } from "../../../../shared/shapes/resident";
import { settingsSchema } from "../../../../shared/shapes/settings";
import { statusSchema } from "../../../../shared/shapes/status";
import { namedSchemas, schemaPath, type JsonObject } from "./schemas";

/** Shapes that several answers hold, under their own names. */
const shapes: Readonly<Record<string, z.ZodType>> = {
  Alias: aliasSchema,
  Client: clientSchema,
  Download: downloadSchema,
  Machine: machineSchema,
  Model: modelSchema,
  Plan: planSchema,
  Resident: residentSchema,
  Settings: settingsSchema,
  Status: statusSchema,
};

/** The name of a call's answer; of one piece of it, where it comes in pieces. */
export function answerName(name: CallName): string {
  const shape = Object.entries(shapes).find(([, schema]) => schema === calls[name].output);
  return shape?.[0] ?? `${name}Answer`;
}

/** All that the control API answers and takes. Queries take fields in the query string and have no body. */
export function controlSchemas(): JsonObject {
  const answers = callNames.map((name) => [answerName(name), calls[name].output] as const);
  const inputs = callNames
    .filter((name) => calls[name].kind !== "query")
    .map((name) => [inputName(name), calls[name].input] as const);
  return {
    ...namedSchemas({ ...shapes, ...Object.fromEntries(answers) }, "output"),
    ...namedSchemas(Object.fromEntries(inputs), "input"),
  };
}

export function inputName(name: CallName): string {
  return `${name}Input`;
}

export const reference = (name: string): JsonObject => ({ $ref: schemaPath + name });
