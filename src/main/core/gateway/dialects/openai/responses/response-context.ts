import type { OutputItem } from "./output-items";
import type { ResponseIdentity } from "./response-object";
import type { ToolNames } from "./tool-names";

/** What rendering one response takes. */
export interface ResponseContext {
  readonly identity: ResponseIdentity;
  readonly names: ToolNames;
  readonly packReasoning: boolean;
  /** Called with the whole output before its end is sent. */
  readonly onComplete: (output: readonly OutputItem[]) => void;
}

export type ItemKind = "reasoning" | "message" | "call";

const prefixes: Readonly<Record<ItemKind, string>> = { reasoning: "rs", message: "msg", call: "fc" };

export function itemId({ identity }: ResponseContext, kind: ItemKind, index: number): string {
  return `${prefixes[kind]}_${identity.id}${String(index).padStart(2, "0")}`;
}
