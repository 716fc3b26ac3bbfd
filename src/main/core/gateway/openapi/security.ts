import type { Access } from "../identity/route-access";
import type { JsonObject } from "./schemas";

export const securitySchemes: Readonly<Record<string, JsonObject>> = {
  bearer: { type: "http", scheme: "bearer", description: "A key (`tresor keys create`), or the admin token." },
  apiKey: { type: "apiKey", in: "header", name: "x-api-key", description: "A key, as Anthropic's clients send it." },
  session: {
    type: "apiKey",
    in: "cookie",
    name: "tresor_session",
    description: "A browser that came through a one-time link.",
  },
};

/** Any one of these opens the operation; the empty one stands for a program on this machine without a key, where that is allowed. */
export function securityOf(access: Access): readonly JsonObject[] {
  switch (access) {
    case "public":
    case "page":
      return [];
    case "inference":
      return [{}, { bearer: [] }, { apiKey: [] }];
    case "models":
    case "admin":
      return [{ bearer: [] }, { apiKey: [] }, { session: [] }];
  }
}
