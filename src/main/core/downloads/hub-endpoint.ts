import { TresorError } from "../../../shared/errors";
import type { Source } from "./hub-reference";

const standardEndpoint = "https://huggingface.co";

/** The hub, or the mirror that HF_ENDPOINT names, without a slash at its end. @throws TresorError `invalid_request` */
export function hubEndpoint(variable: string | undefined): string {
  const text = variable?.trim().replace(/\/+$/, "") ?? "";
  if (text === "") return standardEndpoint;
  const address = URL.canParse(text) ? new URL(text) : null;
  const isLoopback = address !== null && ["127.0.0.1", "localhost", "[::1]"].includes(address.hostname);
  const isAllowed = address?.protocol === "https:" || (address?.protocol === "http:" && isLoopback);
  if (isAllowed && address.username === "" && address.password === "") return text;
  throw new TresorError(
    "invalid_request",
    "HF_ENDPOINT is not an https address without a password: correct that environment variable of Tresor, or remove it.",
    { field: "HF_ENDPOINT" },
  );
}

/** The host that a download is about to reach first. */
export function firstHost(source: Source, endpoint: string): string {
  return new URL(source.type === "hub" ? endpoint : source.url).host;
}
