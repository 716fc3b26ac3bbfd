import { TresorError } from "../../../../shared/errors";
import { scopeSchema, type Scope } from "../../../../shared/shapes/client";
import { adminCaller, localCaller, type GatewayCaller } from "./caller";

/** What a request shows of its sender. */
export type Credential =
  | { readonly type: "none" }
  /** A key of ours that is not good. */
  | { readonly type: "unknown" }
  | { readonly type: "admin"; readonly by: "cli" | "window" }
  | { readonly type: "key"; readonly caller: GatewayCaller };

/** Who sent it, if that suffices. @throws TresorError `unauthorized`, `forbidden` */
export function admit(credential: Credential, needed: Scope, localWithoutKey: boolean): GatewayCaller {
  const caller = callerWith(credential, needed, localWithoutKey);
  if (!includes(caller.scope, needed)) {
    throw new TresorError(
      "forbidden",
      `This needs a key with the scope "${needed}", and this one has "${caller.scope}"; use another, or: tresor keys set "${caller.client}" --scopes ${needed}.`,
      { needed, scope: caller.scope },
    );
  }
  return caller;
}

/** Each scope includes the ones before it. */
export function includes(scope: Scope, needed: Scope): boolean {
  const order = scopeSchema.options;
  return order.indexOf(scope) >= order.indexOf(needed);
}

function callerWith(credential: Credential, needed: Scope, localWithoutKey: boolean): GatewayCaller {
  switch (credential.type) {
    case "admin":
      return adminCaller(credential.by);
    case "key":
      return credential.caller;
    case "unknown":
      throw new TresorError(
        "unauthorized",
        "This key is unknown or was revoked; tresor keys list shows which are good, tresor keys create makes one.",
      );
    case "none":
      if (needed === "inference" && localWithoutKey) return localCaller;
      throw new TresorError("unauthorized", missing[needed]);
  }
}

const missing: Readonly<Record<Scope, string>> = {
  inference:
    "This needs a key: make one with `tresor keys create --name NAME` and send it as `Authorization: Bearer …` or `x-api-key`.",
  models:
    "This changes which models there are, so it needs the admin token (the file admin-token in Tresor's data directory), or a key that `tresor keys create --name NAME --scopes models` makes, as `Authorization: Bearer …` or `x-api-key`.",
  admin:
    "This needs the admin token: send the content of the file admin-token in Tresor's data directory as `Authorization: Bearer …`. A key with the scope admin will do too.",
};
