import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** One request of an agent and what it was answered. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  status: number;
  /** As far as it has come. */
  answer: string;
}

/** Stands between an agent and Tresor, passes everything on as it comes, and remembers it. */
export class RecordingProxy {
  readonly exchanges: Exchange[] = [];
  readonly #server: Server;
  readonly #target: URL;

  private constructor(target: string) {
    this.#target = new URL(target);
    this.#server = createServer((incoming, outgoing) => void this.#pass(incoming, outgoing));
  }

  static async start(target: string): Promise<RecordingProxy> {
    const proxy = new RecordingProxy(target);
    await once(proxy.#server.listen(0, "127.0.0.1"), "listening");
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, "close");
  }

  async #pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await text(incoming);
    const { method = "GET", url: path = "/" } = incoming;
    const exchange: Exchange = { method, path, body, status: 0, answer: "" };
    this.exchanges.push(exchange);
    const { hostname, port, host } = this.#target;
    const forward = request({ hostname, port, method, path, headers: { ...incoming.headers, host }, agent: false });
    outgoing.on("close", () => forward.destroy());
    forward.on("error", () => outgoing.destroy());
    forward.on("response", (response) => {
      exchange.status = response.statusCode ?? 0;
      outgoing.writeHead(exchange.status, response.headers);
      response.on("data", (piece: Buffer) => (exchange.answer += piece.toString("latin1"))).pipe(outgoing);
    });
    forward.end(body);
  }
}
