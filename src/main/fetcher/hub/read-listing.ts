import type { IncomingMessage } from "node:http";
import { z } from "zod";
import { TresorError } from "../../../shared/errors";
import { busyAnswer } from "../web/interrupted";
import { nextChunk } from "../web/next-chunk";
import type { Web } from "../web/web";
import { hubFailure } from "./hub-failure";

const mostBytes = 32 * 1024 * 1024;

const listingSchema = z.object({
  sha: z
    .string()
    .regex(/^[0-9a-f]{40,64}$/)
    .nullish(),
  siblings: z.array(
    z.object({
      rfilename: z.string(),
      size: z.number().int().nonnegative().nullish(),
      lfs: z
        .object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), size: z.number().int().nonnegative() })
        .nullish()
        .catch(null),
    }),
  ),
});

/** The files of a repository at one commit. */
export type Listing = z.infer<typeof listingSchema>;

/** @throws Interrupted; TresorError `source_not_found`, `hub_refused`, `download_failed` */
export async function readListing(
  web: Web,
  address: URL,
  subject: string,
  stallMilliseconds: number,
  signal: AbortSignal,
): Promise<Listing> {
  const purpose = "says which files there are";
  const answer = await web.open({ method: "GET", address, purpose, headers: { accept: "application/json" }, signal });
  try {
    const { status, headers } = answer;
    const busy = busyAnswer(status, headers["retry-after"], answer.address.host, Date.now());
    if (busy !== null) throw busy;
    if (status !== 200) throw hubFailure(status, headers["x-error-code"], subject, answer.address.host);
    return parse(await readText(answer.body, stallMilliseconds), answer.address.host);
  } finally {
    answer.body.destroy();
  }
}

async function readText(body: IncomingMessage, stallMilliseconds: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for (let chunk = await nextChunk(body, stallMilliseconds); chunk !== null;) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new TresorError("download_failed", "The hub's list of files has no end.");
    chunks.push(chunk);
    chunk = await nextChunk(body, stallMilliseconds);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parse(text: string, host: string): Listing {
  try {
    return listingSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new TresorError(
      "download_failed",
      `${host} does not speak the hub's API: its list of files cannot be read.`,
      undefined,
      {
        cause: error,
      },
    );
  }
}
