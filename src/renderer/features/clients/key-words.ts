import type { KeyedClient } from "../../../shared/shapes/client";
import type { Language } from "../../language/language";

/** What a key opens: `ask models, stage 3 local, production, only text`. */
export function keyRights(client: KeyedClient, { words: { clients } }: Language): string {
  return [
    clients.scopes[client.scope],
    clients.stage(clients.stages[client.stage]),
    client.production ? clients.production : null,
    client.models === null ? null : clients.onlyModels(client.models.join(", ")),
  ]
    .filter((part) => part !== null)
    .join(", ");
}

/** What holds it back, with what is used of the day's tokens. */
export function keyLimits(client: KeyedClient, { words: { clients }, format }: Language): string {
  const used = client.today.promptTokens + client.today.completionTokens;
  const count = (limit: number | null, say: (figure: string) => string) =>
    limit === null ? null : say(format.count(limit));
  const parts = [
    count(client.tokensPerDay, (limit) => clients.perDay(format.count(used), limit)),
    count(client.tokensPerMinute, clients.tokensPerMinute),
    count(client.requestsPerMinute, clients.requestsPerMinute),
  ].filter((part) => part !== null);
  return parts.length === 0 ? clients.unlimited : parts.join(", ");
}
