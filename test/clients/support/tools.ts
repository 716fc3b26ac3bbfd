const city = { type: "string", description: "A city." };

/** Both are called in one answer by the scripted model. */
export const tools = [
  {
    name: "get_weather",
    description: "Tells the weather of a city.",
    parameters: {
      type: "object",
      properties: { city, days: { type: "integer" } },
      required: ["city", "days"],
      additionalProperties: false,
    },
  },
  {
    name: "get_time",
    description: "Tells the time of a city.",
    parameters: { type: "object", properties: { city }, required: ["city"], additionalProperties: false },
  },
] as const;

/** What structured answers look like. The name is one that LlamaIndex does not let choose. */
export const cityDays = {
  name: "format_output",
  schema: {
    type: "object",
    properties: { city: { type: "string" }, days: { type: "integer" } },
    required: ["city", "days"],
    additionalProperties: false,
  },
} as const;
