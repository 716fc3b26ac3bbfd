import type { ToolDefinition } from "../../../src/main/core/engine/conversation";

/** The strings that break careless parsers: quotes, an emoji, an apostrophe, markup, a real newline beside an escaped one. */
export const pieces = {
  reasoning: "Two calls, in parallel.",
  city: 'Zürich "HB" 🙂',
  path: "it's.html",
  text: '<p>1 < 2</p>\n"q" \\n end',
  options: '{"dry": true, "tags": ["ü"]}',
  weatherJson: String.raw`{"city": "Zürich \"HB\" 🙂", "days": 2}`,
  fileJson: String.raw`{"path": "it's.html", "text": "<p>1 < 2</p>\n\"q\" \\n end", "opts": {"dry": true, "tags": ["ü"]}}`,
  /** Both calls as Python, as Llama 4 and LFM2 write them. */
  pythonCalls: String.raw`[get_weather(city='Zürich "HB" 🙂', days=2), write_file(path="it's.html", text="<p>1 < 2</p>\n\"q\" \\n end", opts={"dry": True, "tags": ["ü"]})]`,
} as const;

export const weatherTool: ToolDefinition = {
  name: "get_weather",
  parameters: {
    type: "object",
    properties: { city: { type: "string" }, days: { type: "integer" } },
    required: ["city"],
  },
};

export const fileTool: ToolDefinition = {
  name: "write_file",
  parameters: {
    type: "object",
    properties: { path: { type: "string" }, text: { type: "string" }, opts: { type: "object" } },
    required: ["path", "text"],
  },
};

export const sampleTools: readonly ToolDefinition[] = [weatherTool, fileTool];

export const weatherCall = { name: "get_weather", arguments: { city: pieces.city, days: 2 } };

export const fileCall = {
  name: "write_file",
  arguments: { path: pieces.path, text: pieces.text, opts: { dry: true, tags: ["ü"] } },
};

export const bothCalls = [weatherCall, fileCall];

/** The simplest call, for samples that are about something else. */
export const bernCall = { name: "get_weather", arguments: { city: "Bern" } };
