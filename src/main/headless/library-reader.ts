import type { Client } from "../../shared/contract/derive";
import { TresorError } from "../../shared/errors";
import type { Library } from "../core/library/library-port";
import { clientOf, type Session } from "./session";
import { untilInterrupted } from "./until-interrupted";

/** One question about what is on disk, as it is put to a running Tresor and to the library itself. */
export interface LibraryQuestion<T> {
  readonly ofClient: (client: Client) => Promise<T>;
  readonly ofLibrary: (library: Library) => Promise<T>;
}

/** Files up to this size are hashed while the user waits, about a second a gigabyte; larger ones show no digest until a Tresor ran. */
const mostHashedBytes = 2 ** 30;

/** Asks the running Tresor, which knows most; without one, looks at the folders itself. */
export async function askLibrary<T>(session: Session, question: LibraryQuestion<T>): Promise<T> {
  try {
    return await question.ofClient(clientOf(session));
  } catch (error) {
    if (TresorError.from(error).code !== "not_running") throw error;
  }
  const library = await untilInterrupted(session, session.capabilities.openLibrary(session));
  try {
    return await untilInterrupted(session, hashThenAnswer(library, question));
  } finally {
    await library.dispose();
  }
}

async function hashThenAnswer<T>(library: Library, { ofLibrary }: LibraryQuestion<T>): Promise<T> {
  for (const { reference, digest, sizeBytes } of library.models()) {
    // A file that cannot be read to its end still has an entry.
    if (digest === null && sizeBytes <= mostHashedBytes) await library.digest(reference).catch(() => undefined);
  }
  return await ofLibrary(library);
}
