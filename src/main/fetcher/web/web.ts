import { request as requestHttp, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import { request as requestHttps } from "node:https";
import { TresorError } from "../../../shared/errors";
import { version } from "../../../shared/version";
import { isAllowed, redirectTarget } from "./address-rules";
import { connect } from "./connect";
import { Interrupted } from "./interrupted";
import { proxyFor } from "./proxy-choice";
import { roadAgents } from "./road-agent";
import type { Traffic } from "./traffic";

const mostRedirects = 5;
const redirects = new Set([301, 302, 303, 307, 308]);

export interface WebOptions {
  readonly endpoint: URL;
  /** Goes to the endpoint's own origin, and only while no redirect has led elsewhere. */
  readonly token: string | null;
  readonly traffic: Traffic;
  /** Told of each host before a byte goes there. */
  readonly announce: (host: string, purpose: string) => void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stallMilliseconds: number;
}

export interface WebRequest {
  readonly method: "GET" | "HEAD";
  readonly address: URL;
  readonly purpose: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** False: a redirect from another host has led here, so the token stays away. */
  readonly trusted?: boolean;
  readonly signal: AbortSignal;
}

export interface WebAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: IncomingMessage;
  /** Where the redirects ended. */
  readonly address: URL;
  readonly trusted: boolean;
  /** What the hosts on the way said, in order. */
  readonly wayHeaders: readonly IncomingHttpHeaders[];
}

/** The one door out of the machine: what goes through it is announced, counted, and follows the rules of redirects and tokens. */
export class Web {
  readonly #options: WebOptions;
  readonly #closing = new AbortController();
  readonly #agents = roadAgents((secure, host, port) => this.#connect(secure, host, port));
  readonly #announced = new Set<string>();

  constructor(options: WebOptions) {
    this.#options = options;
  }

  /** @throws Interrupted; TresorError `download_failed` where the rules forbid the address */
  async open(request: WebRequest): Promise<WebAnswer> {
    const { endpoint } = this.#options;
    const wayHeaders: IncomingHttpHeaders[] = [];
    let { address } = request;
    let trusted = request.trusted ?? true;
    for (;;) {
      if (!isAllowed(address, endpoint)) {
        throw new TresorError("download_failed", `${describe(address)} is refused: only https is spoken there.`);
      }
      trusted &&= address.origin === endpoint.origin;
      const body = await this.#send(request, address, trusted);
      const status = body.statusCode ?? 0;
      if (!redirects.has(status)) return { status, headers: body.headers, body, address, trusted, wayHeaders };
      body.destroy();
      wayHeaders.push(body.headers);
      const target = redirectTarget(body.headers.location, address);
      if (target === null) throw new TresorError("download_failed", `${address.host} redirects to nowhere.`);
      if (wayHeaders.length > mostRedirects) {
        throw new TresorError(
          "download_failed",
          `More than ${mostRedirects} redirects; the last was at ${address.host}.`,
        );
      }
      address = target;
    }
  }

  dispose(): void {
    this.#closing.abort();
    this.#agents.http.destroy();
    this.#agents.https.destroy();
  }

  async #send(request: WebRequest, address: URL, trusted: boolean): Promise<IncomingMessage> {
    const { token, stallMilliseconds } = this.#options;
    this.#announceWay(address, request.purpose);
    const secure = address.protocol === "https:";
    const outgoing = (secure ? requestHttps : requestHttp)(address, {
      method: request.method,
      agent: secure ? this.#agents.https : this.#agents.http,
      signal: request.signal,
      headers: {
        ...{ "user-agent": `tresor/${version}`, accept: "*/*", "accept-encoding": "identity" },
        ...request.headers,
        ...(trusted && token !== null ? { authorization: `Bearer ${token}` } : {}),
      },
    });
    const timer = setTimeout(
      () => outgoing.destroy(new Error(`no answer for ${stallMilliseconds / 1_000} s`)),
      stallMilliseconds,
    );
    try {
      const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
        outgoing.once("response", resolve).on("error", reject).end();
      });
      // Whoever reads the body learns of its failure there; between two reads nobody listens.
      return incoming.on("error", () => undefined);
    } catch (error) {
      throw request.signal.aborted ? error : networkFailure(error, address);
    } finally {
      clearTimeout(timer);
    }
  }

  #announceWay(address: URL, purpose: string): void {
    const proxy = this.#proxy(address);
    if (proxy !== null) this.#announce(proxy.host, "passes the connections on (proxy)");
    this.#announce(address.host, purpose);
  }

  #announce(host: string, purpose: string): void {
    if (this.#announced.has(host)) return;
    this.#announced.add(host);
    this.#options.announce(host, purpose);
  }

  #connect(secure: boolean, host: string, port: number) {
    const { traffic, stallMilliseconds } = this.#options;
    const name = host.includes(":") ? `[${host}]` : host;
    const target = new URL(`${secure ? "https" : "http"}://${name}:${port}`);
    const proxy = this.#proxy(target);
    const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(stallMilliseconds)]);
    // Behind a proxy, what is sent is still sent for the sake of the host behind it.
    return connect({ secure, host, port, proxy }, (socket) => traffic.watch(target.host, socket), signal);
  }

  #proxy(address: URL): URL | null {
    try {
      return proxyFor(address, this.#options.environment);
    } catch (error) {
      throw new TresorError("download_failed", error instanceof Error ? error.message : String(error));
    }
  }
}

/** Without query and password: a signed address is a secret. */
function describe(address: URL): string {
  return `${address.protocol}//${address.host}${address.pathname}`;
}

function networkFailure(error: unknown, address: URL): Error {
  if (error instanceof TresorError) return error;
  const { code = "", message } = error as NodeJS.ErrnoException;
  if (/^(?:CERT_|ERR_TLS_|ERR_SSL_|SELF_SIGNED|DEPTH_ZERO_SELF|UNABLE_TO_(?:GET|VERIFY))/.test(code)) {
    return new TresorError("download_failed", `${address.host} cannot prove who it is (${code}): ${message}.`);
  }
  return new Interrupted(`${address.host}: ${message}`, null, { cause: error });
}
