import { basename } from "node:path";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { TresorError } from "../../../../../../shared/errors";
import type { GatewayContext } from "../../../gateway-context";

/**
 * llama-server's `GET /props`, by which its clients learn context, slots and template, and `GET /health`. It serves one model; here
 * `?model=` says which, else the first that is in memory. Asking loads nothing.
 */
export function propsRoute(server: FastifyInstance, context: GatewayContext): void {
  server.get("/props", async (request) => {
    const { library, residents, version } = context;
    const ready = residents().filter(({ state }) => state === "ready");
    const reference = modelOf(request) ?? ready[0]?.reference ?? library.models()[0]?.reference;
    if (reference === undefined)
      throw new TresorError("model_not_found", "There is no model yet; `tresor pull` gets one.");
    const details = await library.details(reference);
    const resident = ready.find((one) => one.reference === details.reference);
    return {
      default_generation_settings: { n_ctx: resident?.context ?? details.contextLength },
      total_slots: resident?.slots ?? 0,
      model_alias: details.reference,
      // llama-server tells the whole path; where a home folder lies is nobody's business.
      model_path: basename(details.path),
      chat_template: details.template ?? "",
      modalities: { vision: false, audio: false },
      build_info: `tresor ${version}`,
    };
  });

  server.get("/health", () => ({ status: "ok" }));
}

function modelOf({ query }: FastifyRequest): string | undefined {
  const { model } = query as { readonly model?: unknown };
  return typeof model === "string" && model !== "" ? model : undefined;
}
