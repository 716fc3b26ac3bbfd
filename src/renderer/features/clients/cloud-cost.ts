import type { KeyedClient } from "../../../shared/shapes/client";
import type { Settings } from "../../../shared/shapes/settings";

/** What tokens would have cost at a cloud's prices, in euros. */
export function cloudCost(
  used: Pick<KeyedClient["today"], "promptTokens" | "completionTokens">,
  price: NonNullable<Settings["cloudPrice"]>,
): number {
  return (used.promptTokens * price.promptEuros + used.completionTokens * price.completionEuros) / 1e6;
}
