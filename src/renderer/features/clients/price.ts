import type { Settings } from "../../../shared/shapes/settings";

/** The two prices as typed, with point or comma; null when neither is there, undefined when one is missing or no number. */
export function priceOf(prompt: string, completion: string): Settings["cloudPrice"] | undefined {
  if (prompt.trim() === "" && completion.trim() === "") return null;
  const [promptEuros, completionEuros] = [prompt, completion].map((text) =>
    /^\d+([.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(",", ".")) : undefined,
  );
  return promptEuros === undefined || completionEuros === undefined ? undefined : { promptEuros, completionEuros };
}
