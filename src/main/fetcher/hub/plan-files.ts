import { join, posix } from "node:path";
import { TresorError } from "../../../shared/errors";
import type { FetchJob } from "../../core/downloads/fetcher-protocol";
import { isRepositoryPath, type Source } from "../../core/downloads/hub-reference";
import type { JobTools, WantedFile } from "../job-tools";
import { persistently } from "../persistence";
import { chooseFiles } from "./choose-files";
import { describeFile } from "./describe-file";
import { fileAddress, listingAddress } from "./hub-address";
import { readListing } from "./read-listing";
import { splitSiblings } from "./split-name";

export interface FilePlan {
  /** In the order of a split model's parts. */
  readonly files: readonly WantedFile[];
  readonly repository: string | null;
  /** The commit, where the hub tells it. */
  readonly revision: string | null;
}

/**
 * Asks which files the job is about.
 *
 * @throws TresorError `source_not_found`, `ambiguous_reference`, `hub_refused`, `download_failed`
 */
export function planFiles({ source, endpoint, directory }: FetchJob, tools: JobTools): Promise<FilePlan> {
  return source.type === "hub"
    ? planRepository(source, new URL(endpoint), directory, tools)
    : planAddress(new URL(source.url), directory, tools);
}

async function planRepository(
  source: Extract<Source, { type: "hub" }>,
  endpoint: URL,
  directory: string,
  tools: JobTools,
): Promise<FilePlan> {
  const { repository } = source;
  const asked = source.revision ?? "main";
  const subject = source.revision === null ? repository : `${repository}@${source.revision}`;
  const address = listingAddress(endpoint, repository, asked);
  const listing = await persistently(
    (signal) => readListing(tools.web, address, subject, tools.pace.stallMilliseconds, signal),
    tools,
  );
  const known = new Map(listing.siblings.map((file) => [file.rfilename, file]));
  const files: WantedFile[] = [];
  for (const name of chooseFiles([...known.keys()], source)) {
    // At the commit that the list is of: what lies behind a branch may change while the files come.
    const from = fileAddress(endpoint, repository, listing.sha ?? asked, name);
    const { lfs, size } = known.get(name) ?? {};
    const sizeBytes = lfs?.size ?? size ?? null;
    const told =
      lfs === null || lfs === undefined || sizeBytes === null
        ? await describeFile(from, name, tools)
        : { sizeBytes, sha256: lfs.sha256, etag: null };
    if (sizeBytes !== null && told.sizeBytes !== sizeBytes) {
      throw new TresorError(
        "download_failed",
        `${endpoint.host} lists ${name} with ${sizeBytes} bytes and offers ${told.sizeBytes}.`,
      );
    }
    files.push({ name, path: placeOf(name, directory), address: from, ...told });
  }
  return { files, repository, revision: listing.sha ?? null };
}

async function planAddress(address: URL, directory: string, tools: JobTools): Promise<FilePlan> {
  const files: WantedFile[] = [];
  const first = posix.basename(address.pathname);
  for (const encoded of splitSiblings(first)) {
    const name = decodeURIComponent(encoded);
    const from = new URL(address);
    from.pathname = `${posix.dirname(address.pathname).replace(/\/$/, "")}/${encoded}`;
    files.push({ name, path: placeOf(name, directory), address: from, ...(await describeFile(from, name, tools)) });
  }
  return { files, repository: null, revision: null };
}

/** A name that somebody else chose, as a place on this disk. */
function placeOf(name: string, directory: string): string {
  if (isRepositoryPath(name)) return join(directory, name);
  throw new TresorError("download_failed", `The file name ${JSON.stringify(name)} leaves the folder; it is refused.`);
}
