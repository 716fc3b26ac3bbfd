import type { Role } from "../../../shared/shapes/catalog";
import type { Model } from "../../../shared/shapes/model";

type Capability = Model["capabilities"][number];

const needed: Readonly<Record<Role, readonly Capability[]>> = {
  text: ["chat", "completion"],
  code: ["chat", "completion"],
  vision: ["vision"],
  embed: ["embedding"],
  rerank: ["reranking"],
};

/** Whether a model can do what a role is for. */
export const suits = (role: Role, { capabilities }: Model): boolean =>
  needed[role].some((capability) => capabilities.includes(capability));
