import { AsyncLocalStorage } from "node:async_hooks";
import type { FastifyInstance } from "fastify";
import type { Model } from "../../../../shared/shapes/model";
import { isRestricted, mayUse, resolveAllowed, type ModelRules } from "../../clients/model-rules";
import type { Library } from "../../library/library-port";
import type { GatewayContext } from "../gateway-context";
import { callerOf, localCaller } from "./caller";

const current = new AsyncLocalStorage<ModelRules>();

/** What runs for a request from here on sees the models of its caller. */
export function enterCallerView(server: FastifyInstance): void {
  // After the body was read, whose events would lose the context, and right before the handler.
  server.addHook("preHandler", (request, _reply, done) => current.run(callerOf(request), done));
}

/** The gateway's context as the caller of the running request may see it, so that no route can forget to leave a model out. */
export function seenByCaller(context: GatewayContext): GatewayContext {
  const { library, residents } = context;
  const rules = () => current.getStore() ?? localCaller;
  const resolve = (reference: string) => library.resolve(reference);
  const isUsable = (reference: string): boolean => {
    const model = library.models().find((one) => one.reference === reference);
    return model !== undefined && mayUse(rules(), model, resolve);
  };
  return {
    ...context,
    library: libraryOf(library, rules),
    residents: () => (isRestricted(rules()) ? residents().filter(({ reference }) => isUsable(reference)) : residents()),
  };
}

function libraryOf(library: Library, rules: () => ModelRules): Library {
  const resolve = (reference: string): Model => resolveAllowed(rules(), reference, (wanted) => library.resolve(wanted));
  return {
    models: () =>
      isRestricted(rules())
        ? library.models().filter((model) => mayUse(rules(), model, (wanted) => library.resolve(wanted)))
        : library.models(),
    rejected: () => (isRestricted(rules()) ? [] : library.rejected()),
    resolve,
    details: async (reference) => await library.details(resolve(reference).reference),
    digest: async (reference) => await library.digest(resolve(reference).reference),
    dimensions: async (reference) => await library.dimensions(resolve(reference).reference),
    learn: async (path, digest, provenance) => await library.learn(path, digest, provenance),
    rescan: async () => await library.rescan(),
    onChange: (listener) => library.onChange(listener),
    dispose: async () => await library.dispose(),
  };
}
