import { invalidField } from "./fields";

const unitSeconds: Readonly<Record<string, number>> = { h: 3_600, m: 60, s: 1, ms: 1e-3, us: 1e-6, µs: 1e-6, ns: 1e-9 };

const duration = /^[-+]?(\d+(\.\d*)?|\.\d+)(h|m(?!s)|s|ms|us|µs|ns)(\d+(\.\d*)?(h|m(?!s)|s|ms|us|µs|ns))*$/;

/**
 * How long a model is to stay, as clients of Ollama say it: seconds, or a duration such as `5m` and `1h30m`; anything negative means
 * for ever, which here is: as long as there is room (null). Undefined when nothing is said.
 * @throws TresorError `invalid_request` naming the field
 */
export function decodeKeepAlive(value: unknown, field: string): number | null | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  const seconds = typeof value === "string" ? secondsOf(value.trim()) : value;
  if (typeof seconds !== "number" || !Number.isFinite(seconds)) {
    throw invalidField(field, 'must be a number of seconds or a duration such as "5m" or "1h30m"');
  }
  return seconds < 0 ? null : Math.ceil(seconds);
}

function secondsOf(text: string): number {
  if (/^[-+]?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (!duration.test(text)) return NaN;
  const parts = text.matchAll(/([\d.]+)([a-zµ]+)/g);
  const seconds = [...parts].reduce((sum, [, count, unit = ""]) => sum + Number(count) * (unitSeconds[unit] ?? NaN), 0);
  return text.startsWith("-") ? -seconds : seconds;
}

/** What OpenAI's dialect has no field for: Ollama's `keep_alive`, or `ttl` as LM Studio has it. */
export function decodeKeepAliveOrTtl(fields: { readonly keep_alive?: unknown; readonly ttl?: unknown }) {
  const keepAlive = decodeKeepAlive(fields.keep_alive, "keep_alive");
  return keepAlive === undefined ? decodeKeepAlive(fields.ttl, "ttl") : keepAlive;
}
