import { z } from "zod";

export type JsonObject = Readonly<Record<string, unknown>>;

export const schemaPath = "#/components/schemas/";

/** Schemas by name; where one is part of another it is referred to. `io`: as a caller sends it, or as we do. */
export function namedSchemas(schemas: Readonly<Record<string, z.ZodType>>, io: "input" | "output"): JsonObject {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const { schemas: written } = z.toJSONSchema(registry, { ...options, io, uri: (id) => schemaPath + id });
  return Object.fromEntries(Object.entries(written).map(([id, schema]) => [id, bare(schema)]));
}

export function inlineSchema(schema: z.ZodType, io: "input" | "output"): JsonObject {
  return bare(z.toJSONSchema(schema, { ...options, io }));
}

const options = {
  unrepresentable: "any",
  // More fields may come: a client must not refuse them.
  override: ({ jsonSchema }: { jsonSchema: { additionalProperties?: unknown } }) => {
    if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  },
} as const;

function bare(schema: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key !== "$schema" && key !== "$id"));
}
