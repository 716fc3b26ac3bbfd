import { hubFailure } from "../hub/hub-failure";
import type { Web, WebAnswer } from "../web/web";

/** Statuses with which an address that was good for a while says that it is no more. */
const expired = new Set([401, 403, 404, 410]);

/** The way to one file's bytes. Where its redirects ended is remembered, so that not every request troubles the hub. */
export class FileRoute {
  readonly #web: Web;
  readonly #address: URL;
  readonly #name: string;
  #end: { readonly address: URL; readonly trusted: boolean } | null = null;

  constructor(web: Web, address: URL, name: string) {
    this.#web = web;
    this.#address = address;
    this.#name = name;
  }

  /** @throws Interrupted; TresorError `source_not_found`, `hub_refused`, `download_failed` */
  async open(headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<WebAnswer> {
    const request = { method: "GET", purpose: "sends the files", headers, signal } as const;
    if (this.#end !== null) {
      const answer = await this.#web.open({ ...request, ...this.#end });
      if (!expired.has(answer.status)) return answer;
      answer.body.destroy();
      this.#end = null;
    }
    const answer = await this.#web.open({ ...request, address: this.#address });
    const { status, address, trusted, wayHeaders } = answer;
    if (expired.has(status)) {
      answer.body.destroy();
      throw hubFailure(status, answer.headers["x-error-code"], this.#name, address.host);
    }
    if (wayHeaders.length > 0 && status < 300) this.#end = { address, trusted };
    return answer;
  }
}
