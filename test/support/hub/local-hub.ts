import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { HubFile } from "./hub-file";
import { askedRange, sendContent, type Fault, type ServedRange } from "./send-content";

export interface HubRequest {
  /** `hub`: the endpoint; `store`: the host that it redirects to. */
  readonly host: "hub" | "store";
  readonly method: string;
  readonly path: string;
  readonly authorization: string | null;
  /** Of a file's bytes. */
  readonly range: ServedRange | null;
  /** Of all requests, from 1 on. */
  readonly number: number;
}

export interface LocalHubOptions {
  readonly repository?: string;
  readonly files: readonly HubFile[];
  /** Whether files lie at another host; else at the hub itself. */
  readonly redirects?: boolean;
  /** Given: the hub speaks https. */
  readonly certificate?: { readonly key: Buffer; readonly cert: Buffer };
  /** Asked for each request. */
  readonly fault?: (request: HubRequest) => Fault | null;
}

export const commit = "0123456789abcdef0123456789abcdef01234567";

/** A server on this machine that speaks the hub's API, with a second one for the bytes, and misbehaves as it is told. */
export class LocalHub {
  readonly repository: string;
  /** Everything that was asked, in order. */
  readonly requests: HubRequest[] = [];
  files: readonly HubFile[];
  fault: (request: HubRequest) => Fault | null;
  /** Told of each piece of a file that has gone out. */
  onSent: (bytes: number) => void = () => undefined;
  readonly #redirects: boolean;
  readonly #hub: Server;
  readonly #store: Server;

  private constructor(options: LocalHubOptions) {
    this.repository = options.repository ?? "example/story-GGUF";
    this.files = options.files;
    this.fault = options.fault ?? (() => null);
    this.#redirects = options.redirects ?? true;
    const answer = (request: IncomingMessage, response: ServerResponse) => void this.#answer("hub", request, response);
    const { certificate } = options;
    this.#hub = certificate === undefined ? createServer(answer) : createSecureServer(certificate, answer);
    this.#store = createServer((request, response) => void this.#answer("store", request, response));
  }

  /** Listens on two ports of 127.0.0.1 until the test is over. */
  static async start(options: LocalHubOptions): Promise<LocalHub> {
    const hub = new LocalHub(options);
    for (const server of [hub.#hub, hub.#store]) {
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
    }
    onTestFinished(() => hub.stop());
    return hub;
  }

  /** `http://127.0.0.1:…` */
  get endpoint(): string {
    return addressOf(this.#hub);
  }

  get port(): number {
    return portOf(this.#hub);
  }

  get storeAddress(): string {
    return addressOf(this.#store);
  }

  /** Requests for a file's bytes that reached the host that has them. */
  get contentRequests(): HubRequest[] {
    const host = this.#redirects ? "store" : "hub";
    return this.requests.filter(
      (asked) => asked.host === host && asked.method === "GET" && !asked.path.startsWith("/api"),
    );
  }

  stop(): void {
    for (const server of [this.#hub, this.#store]) {
      server.close();
      server.closeAllConnections();
    }
  }

  async #answer(host: "hub" | "store", request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on("error", () => undefined);
    const { pathname } = new URL(request.url ?? "/", "http://hub");
    const file = this.#fileAt(decodeURIComponent(pathname));
    const asked: HubRequest = {
      ...{ host, method: request.method ?? "GET", path: request.url ?? "/" },
      authorization: request.headers.authorization ?? null,
      range: file === undefined ? null : askedRange(request, file),
      number: this.requests.length + 1,
    };
    this.requests.push(asked);
    const fault = this.fault(asked);
    if (fault?.type === "status") {
      response.writeHead(fault.status, fault.headers).end();
    } else if (fault?.type === "redirect") {
      response.writeHead(302, { location: fault.location }).end();
    } else if (pathname.startsWith("/api/")) {
      this.#list(pathname, response);
    } else if (file === undefined) {
      response.writeHead(404, { "x-error-code": "EntryNotFound" }).end();
    } else if (host === "hub" && this.#redirects) {
      response.writeHead(302, { ...linkHeaders(file), location: `${this.storeAddress}${pathname}?signature=1` }).end();
    } else {
      for (const [name, value] of Object.entries(linkHeaders(file))) response.setHeader(name, value);
      await sendContent(request, response, file, fault, (bytes) => this.onSent(bytes));
    }
  }

  #fileAt(path: string): HubFile | undefined {
    const beginning = new RegExp(`^/(?:${this.repository}/resolve/[^/]+/)?`);
    return this.files.find((file) => path.replace(beginning, "") === file.path);
  }

  #list(pathname: string, response: ServerResponse): void {
    if (!pathname.startsWith(`/api/models/${this.repository}/revision/`)) {
      response.writeHead(401, { "x-error-code": "RepoNotFound" }).end("{}");
      return;
    }
    const siblings = this.files.map(({ path, sizeBytes, sha256 }) => ({
      rfilename: path,
      ...(sizeBytes === null ? {} : { size: sizeBytes }),
      ...(sha256 === null || sizeBytes === null ? {} : { lfs: { sha256, size: sizeBytes, pointerSize: 134 } }),
    }));
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ id: this.repository, sha: commit, siblings }));
  }
}

function linkHeaders(file: HubFile): Record<string, string> {
  return {
    "x-repo-commit": commit,
    ...(file.sizeBytes === null ? {} : { "x-linked-size": String(file.sizeBytes) }),
    ...(file.sha256 === null ? {} : { "x-linked-etag": `"${file.sha256}"` }),
  };
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${portOf(server)}`;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
