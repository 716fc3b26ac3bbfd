import { Counter } from "./counter";
import type { Family } from "./exposition";
import { otherLabel } from "./labelled-series";

/** A request that has been answered, or given up. Nothing in it is a client's own text. */
export interface ServedRequest {
  readonly dialect: string;
  readonly method: string;
  /** The route's pattern. */
  readonly route: string;
  readonly status: number;
  readonly client: string;
  /** The full reference of the model that answered; null: no model was asked, or none was found. */
  readonly model: string | null;
  readonly bytesSent: number;
}

const methods: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Counts what the gateway answered. */
export class HttpMetrics {
  readonly #requests = new Counter<"dialect" | "method" | "route" | "status" | "client" | "model">(
    "tresor_http_requests",
    "Requests by route; model is empty where none was asked. Status 499: the client went away before the end.",
    1_000,
  );
  readonly #sent = new Counter<"dialect">("tresor_http_sent_bytes", "Bytes of answers, headers included.");

  families(): readonly Family[] {
    return [this.#requests, this.#sent];
  }

  served({ dialect, method, route, status, client, model, bytesSent }: ServedRequest): void {
    this.#requests.add({
      dialect,
      method: methods.has(method) ? method : otherLabel,
      route,
      status: String(status),
      client,
      model: model ?? "",
    });
    this.#sent.add({ dialect }, bytesSent);
  }
}
