import { request as httpRequest, type IncomingMessage } from "node:http";

export interface LocalRequest {
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * One HTTP request to the Tresor on this machine. Not `fetch`: it gives up after five minutes without headers, which a model of
 * several hundred gigabytes may take to load, and newer Node versions can be told to send it through a proxy.
 */
export function requestLocally(url: string, { method, headers, body, signal }: LocalRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const options = { method, headers, agent: false, ...(signal === undefined ? {} : { signal }) };
    const request = httpRequest(url, options, resolve);
    request.on("error", reject);
    request.end(body);
  });
}
