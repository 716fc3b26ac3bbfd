import type { KeyedClient } from "../../shared/shapes/client";
import type { Session } from "./session";
import { table } from "./table";

/** Clients with keys, their rules, and what they have used today. */
export function keyTable(keys: readonly KeyedClient[], session: Session): string {
  const { words, figures } = session;
  const { columns } = words;
  if (keys.length === 0) return `${words.keys.none}\n`;
  return table(
    [
      { title: columns.client },
      { title: columns.keyEnd },
      { title: columns.scope },
      { title: columns.models },
      { title: columns.rules },
      { title: columns.requestsToday, align: "right" },
      { title: columns.tokensToday, align: "right" },
      { title: columns.lastUsed },
    ],
    keys.map((client) => [
      client.name,
      client.revokedAt === null ? `…${client.keyEnd}` : words.keys.isRevoked,
      words.keys.scopes[client.scope],
      client.models?.join(", ") ?? words.keys.allModels,
      rulesText(client, session),
      figures.count(client.today.requests),
      figures.count(client.today.promptTokens + client.today.completionTokens),
      client.lastUsedAt === null ? words.keys.never : figures.time(client.lastUsedAt),
    ]),
  );
}

function rulesText(client: KeyedClient, { words: { keys }, figures }: Session): string {
  const limit = (value: number | null, say: (figure: string) => string) =>
    value === null ? [] : [say(figures.count(value))];
  return [
    ...(client.production ? [keys.production] : []),
    ...(client.stage === 3 ? [] : [keys.stage(String(client.stage))]),
    ...(client.priority === "api" ? [] : [keys.priorities[client.priority]]),
    ...limit(client.requestsPerMinute, keys.requestsPerMinute),
    ...limit(client.tokensPerMinute, keys.tokensPerMinute),
    ...limit(client.tokensPerDay, keys.tokensPerDay),
    ...limit(client.longestContext, keys.longestContext),
    ...limit(client.longestKeepAliveSeconds, keys.longestKeepAlive),
  ].join(", ");
}
