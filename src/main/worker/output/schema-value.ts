import type { Parse } from "./input";
import type { Reading } from "./reading";
import { parameterSchema, valueKind } from "./value-kind";
import { ValueWriter } from "./value-writer";

/**
 * Reads one argument of a tool with the family's own reader of values. Some templates print every value of history in quotes, so
 * models write `days="2"`: where the schema wants anything but a string and the string holds JSON, that is meant.
 */
export function* schemaValue(
  reading: Reading,
  tool: string,
  parameter: string,
  read: (write: (jsonText: string) => void) => Parse<boolean>,
): Parse<boolean> {
  const schema = reading.start.tools.find(({ name }) => name === tool)?.parameters;
  const write = (jsonText: string) => {
    reading.arguments(jsonText);
  };
  if (valueKind(parameterSchema(schema, parameter), schema).type !== "json") return yield* read(write);
  let text = "";
  if (!(yield* read((piece) => (text += piece)))) return false;
  if (text.startsWith('"')) {
    const writer = new ValueWriter({ type: "json" }, write);
    writer.push(JSON.parse(text) as string);
    writer.close();
  } else write(text);
  return true;
}
