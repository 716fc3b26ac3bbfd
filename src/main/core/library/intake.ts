import { TresorError } from "../../../shared/errors";
import type { RejectedFile } from "../../../shared/shapes/model";
import { keyOf, type FolderContents, type FoundModel } from "./found-model";
import type { InspectionCache } from "./inspection-cache";
import type { Inspector } from "./inspector";
import { fileStem, partOf } from "./model-names";
import type { InspectedModel } from "./shelf";

/** After so many files that took too long, the rest of a folder waits for a better day. */
const mostTimeouts = 3;
const tooSlow = "The folder answers too slowly for its files to be read; Tresor tries again by itself.";

export interface Taken {
  readonly accepted: readonly InspectedModel[];
  readonly rejected: readonly RejectedFile[];
  /** The folders that were looked into. */
  readonly folders: readonly string[];
  /** Whether a file was refused only because reading it took too long. */
  readonly hasTimedOut: boolean;
}

/** Takes found models in: from the cache what is known, the rest through the inspector, each file once however often it is found. */
export class Intake {
  readonly #cache: InspectionCache;
  readonly #inspector: Inspector;

  constructor(cache: InspectionCache, inspector: Inspector) {
    this.#cache = cache;
    this.#inspector = inspector;
  }

  async take(contents: readonly FolderContents[]): Promise<Taken> {
    const accepted: InspectedModel[] = [];
    /** By path: a folder may be named twice, by the user and as another program's. */
    const rejected = new Map<string, RejectedFile>();
    const seen = new Set<string>();
    let hasTimedOut = false;
    for (const { models, refused } of contents) {
      for (const file of refused) rejected.set(file.path, file);
      let timeouts = 0;
      for (const found of models) {
        if (seen.has(keyOf(found))) continue;
        seen.add(keyOf(found));
        const result = await this.#inspect(found, timeouts >= mostTimeouts);
        if ("found" in result) {
          accepted.push(result);
          continue;
        }
        const { path } = found.files[0];
        rejected.set(path, { path, reason: result.reason });
        if (!result.timedOut) continue;
        timeouts += 1;
        hasTimedOut = true;
      }
    }
    const folders = contents.flatMap((one) => one.folders);
    return { accepted, rejected: [...rejected.values()], folders, hasTimedOut };
  }

  /** A refusal is not remembered: a slow disk or a copy under way may have caused it. */
  async #inspect(
    found: FoundModel,
    isTooSlow: boolean,
  ): Promise<InspectedModel | { readonly reason: string; readonly timedOut: boolean }> {
    const known = this.#cache.find(found);
    if (known.digest !== null && found.claimedDigest !== null && known.digest !== found.claimedDigest) {
      return { reason: notWhatItClaims(found.claimedDigest), timedOut: false };
    }
    if (known.inspection !== null) return { found, ...known, inspection: known.inspection };
    if (isTooSlow) return { reason: tooSlow, timedOut: false };
    try {
      const paths = found.files.map(({ realPath }) => realPath);
      const inspection = await this.#inspector.inspect(paths, stemOf(found));
      this.#cache.learn(found, { inspection });
      return { found, ...known, inspection };
    } catch (error) {
      const { message, details } = TresorError.from(error);
      return { reason: message, timedOut: details?.["timedOut"] === true };
    }
  }
}

function notWhatItClaims(digest: string): string {
  return `Its content is not what its manifest says (${digest}): it is damaged or has been changed. Get it again.`;
}

/** What the model is called where it has no name of its own. */
function stemOf({ names: [name], files: [{ path }] }: FoundModel): string {
  return name?.split(":")[0] ?? partOf(path)?.stem ?? fileStem(path);
}
