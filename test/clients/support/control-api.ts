import type { CallName } from "../../../src/shared/contract/derive";
import type { KeyedClient } from "../../../src/shared/shapes/client";
import { routeOf } from "../../../src/shared/contract/derive";

/** A control call, as the command line sends it. */
export async function command(url: string, adminToken: string, name: CallName, input: unknown = {}): Promise<unknown> {
  const { method, path } = routeOf(name);
  const response = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${adminToken}`, "content-type": "application/json" },
    ...(method === "GET" ? {} : { body: JSON.stringify(input) }),
  });
  if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** How many tokens the client has been written so far today. */
export async function tokensWrittenFor(client: string, url: string, adminToken: string): Promise<number> {
  const { keys } = (await command(url, adminToken, "keys")) as { keys: readonly KeyedClient[] };
  return keys.find(({ name }) => name === client)?.today.completionTokens ?? 0;
}

export interface SeenResident {
  readonly reference: string;
  readonly leases: number;
}

/** What `tresor ps` shows. */
export async function residentsOf(url: string, adminToken: string): Promise<readonly SeenResident[]> {
  return ((await command(url, adminToken, "ps")) as { residents: readonly SeenResident[] }).residents;
}
