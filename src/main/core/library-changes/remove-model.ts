import { realpath, rmdir, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import { TresorError } from "../../../shared/errors";
import type { Model } from "../../../shared/shapes/model";
import type { AliasBook } from "../aliases/alias-book";
import { aliasKey } from "../aliases/alias-name";
import type { AliasedLibrary } from "../aliases/aliased-library";
import type { Residency } from "../residency/residency-port";
import { fileFailure } from "./file-failure";
import { refuseInUse, usesOf } from "./model-uses";
import { removableFiles, type RemovableFile } from "./removable-files";
import { refuseForeign } from "./whose-model";

export interface RemoverOptions {
  readonly library: AliasedLibrary;
  readonly aliases: AliasBook;
  readonly residency: Pick<Residency, "find" | "unload" | "unpin">;
  /** References that the user keeps in memory. */
  readonly pinned: () => readonly string[];
  /** Tresor's own models folder and the user's; what lies elsewhere is not removed. */
  readonly folders: () => readonly string[];
  /** Moves a file to where the user can get it back; absent: files are deleted. */
  readonly trash?: ((path: string) => Promise<void>) | undefined;
}

export interface Removal {
  readonly reference: string;
  /** Also what is resident, pinned or has names: it leaves memory once its requests have ended, and the names go with it. */
  readonly force: boolean;
  /** Who asked. */
  readonly client: string;
}

/** Takes models off the disk. See design.md. */
export class ModelRemover {
  readonly #options: RemoverOptions;

  constructor(options: RemoverOptions) {
    this.#options = options;
  }

  /**
   * The model as it was, with the names of the user's that went with it.
   * @throws TresorError `invalid_request` for an alias, `model_in_use`, `not_allowed`, `model_rejected`, and as `resolve`
   */
  async remove({ reference, force, client }: Removal): Promise<Model> {
    const { library, aliases, residency, pinned, folders } = this.#options;
    this.#refuseAlias(reference);
    const model = library.resolveModel(reference);
    refuseForeign(model);
    const names = aliases.namesOf(model);
    const uses = usesOf({
      reference: model.reference,
      resident: residency.find(model.reference),
      pinned: pinned(),
      aliases: names,
    });
    if (!force) refuseInUse(model.reference, uses);
    const files = await removableFiles(model, folders());
    await this.#leaveMemory(model.reference, client);
    for (const file of files) await this.#removeFile(file);
    aliases.forget(names);
    await library.rescan();
    return { ...model, aliases: [...names] };
  }

  /** Two things can be meant; neither is guessed. */
  #refuseAlias(reference: string): void {
    const key = aliasKey(reference);
    const alias = this.#options.aliases.list().find(({ name }) => name === key);
    if (alias?.reference == null) return;
    throw new TresorError(
      "invalid_request",
      `"${alias.name}" is an alias of ${alias.reference}. The model goes with: tresor rm ${alias.reference}, the name with: tresor alias remove ${alias.name}.`,
      { field: "reference", alias: alias.name, reference: alias.reference },
    );
  }

  async #leaveMemory(reference: string, client: string): Promise<void> {
    const { residency } = this.#options;
    await ifResident(residency.unpin(reference));
    await ifResident(residency.unload(reference, `removed by ${client}`));
  }

  async #removeFile({ path, isLink, root }: RemovableFile): Promise<void> {
    const { trash } = this.#options;
    try {
      // A link is nothing to keep, and the trash might take what it leads to.
      await (trash === undefined || isLink ? unlink(path) : trash(path));
    } catch (error) {
      throw fileFailure(error, path, "cannot be removed");
    }
    await removeEmptyFolders(dirname(path), root);
  }
}

/** The folders that hold nothing any more, up to the models folder itself. */
async function removeEmptyFolders(start: string, root: string): Promise<void> {
  for (let folder = await realpath(start).catch(() => root); folder !== root; folder = dirname(folder)) {
    try {
      await rmdir(folder);
    } catch {
      return;
    }
  }
}

async function ifResident(change: Promise<unknown>): Promise<void> {
  await change.catch((error: unknown) => {
    if (!(error instanceof TresorError) || error.code !== "not_resident") throw error;
  });
}
