import { createHash } from "node:crypto";
import { dirname } from "node:path/posix";
import type { Source } from "./hub-reference";

/**
 * The folder below the models folder that a source's files go to: `owner--name`, or for another address its host and a mark of the
 * folder there, so that equal file names of different places never meet.
 */
export function modelFolder(source: Source): string {
  if (source.type === "hub") return source.repository.replace("/", "--");
  const { host, pathname } = new URL(source.url);
  const mark = createHash("sha256")
    .update(`${host}${dirname(pathname)}`)
    .digest("hex")
    .slice(0, 8);
  return `${host.replace(/[^A-Za-z0-9.-]+/g, "-").replace(/^[-.]+/, "")}--${mark}`;
}
