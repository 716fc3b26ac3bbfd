import { clientNameSchema, type ClientRules, type KeyedClient } from "../../../shared/shapes/client";

export const limitNames = [
  "requestsPerMinute",
  "tokensPerMinute",
  "tokensPerDay",
  "longestContext",
  "longestKeepAliveSeconds",
] as const satisfies readonly (keyof ClientRules)[];
export type LimitName = (typeof limitNames)[number];

/** A key's rules as they are typed. */
export interface KeyForm extends Pick<ClientRules, "scope" | "stage" | "priority" | "production"> {
  readonly name: string;
  readonly models: string;
  readonly limits: Readonly<Record<LimitName, string>>;
}

export const newKeyForm: KeyForm = {
  name: "",
  scope: "inference",
  stage: 3,
  priority: "api",
  production: false,
  models: "",
  limits: {
    requestsPerMinute: "",
    tokensPerMinute: "",
    tokensPerDay: "",
    longestContext: "",
    longestKeepAliveSeconds: "",
  },
};

export function formOf(client: KeyedClient): KeyForm {
  const { name, scope, stage, priority, production, models } = client;
  const limits = Object.fromEntries(limitNames.map((limit) => [limit, String(client[limit] ?? "")]));
  return {
    name,
    scope,
    stage,
    priority,
    production,
    models: (models ?? []).join(", "),
    limits: limits as KeyForm["limits"],
  };
}

export type ReadForm =
  | { readonly ok: true; readonly wish: ClientRules & { readonly name: string } }
  | { readonly ok: false; readonly wrong: "name" | LimitName };

/** The rules that were typed, or the first field that holds none. */
export function readForm(form: KeyForm): ReadForm {
  const name = form.name.trim();
  if (!clientNameSchema.safeParse(name).success) return { ok: false, wrong: "name" };
  const wrong = limitNames.find((limit) => !/^([1-9]\d{0,14})?$/.test(form.limits[limit].trim()));
  if (wrong !== undefined) return { ok: false, wrong };
  const models = form.models
    .split(",")
    .map((model) => model.trim())
    .filter((model) => model !== "");
  const limitOf = (limit: LimitName) => (form.limits[limit].trim() === "" ? null : Number(form.limits[limit]));
  const { scope, stage, priority, production } = form;
  return {
    ok: true,
    wish: {
      name,
      scope,
      stage,
      priority,
      production,
      models: models.length === 0 ? null : models,
      requestsPerMinute: limitOf("requestsPerMinute"),
      tokensPerMinute: limitOf("tokensPerMinute"),
      tokensPerDay: limitOf("tokensPerDay"),
      longestContext: limitOf("longestContext"),
      longestKeepAliveSeconds: limitOf("longestKeepAliveSeconds"),
    },
  };
}
