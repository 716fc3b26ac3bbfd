import { TresorError } from "../../../shared/errors";

/** Where a model comes from, as it was asked for. */
export type Source =
  | {
      readonly type: "hub";
      /** `owner/name` */
      readonly repository: string;
      /** A branch, tag or commit; null: the hub's main line. */
      readonly revision: string | null;
      /** A path inside the repository. */
      readonly file: string | null;
      /** `Q8_0`; upper case. */
      readonly quantization: string | null;
    }
  | { readonly type: "url"; readonly url: string };

const repositoryForm = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9_-])?\/[A-Za-z0-9._-]{1,96}$/;
const revisionForm = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,199}$/;
const quantizationForm = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,31}$/;
const hubHosts = new Set(["huggingface.co", "www.huggingface.co", "hf.co"]);

/**
 * Reads what a user may write behind `tresor pull`: `hf:owner/repo[@revision][:file-or-quantization]`, `hf.co/owner/repo:…`,
 * an address of a file on the hub, any https address that ends in .gguf, or a name of the catalogue.
 *
 * @param catalog the source behind a catalogue name; null when there is no such name
 * @throws TresorError `invalid_request`
 */
export function parseSource(text: string, catalog: (name: string) => string | null): Source {
  const asked = text.trim();
  const short = /^(?:hf:(?:\/\/)?|(?:www\.)?(?:hf|huggingface)\.co\/)(.+)$/i.exec(asked)?.[1];
  if (short !== undefined) return hubSource(short, asked);
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(asked)) return addressSource(asked);
  const listed = catalog(asked);
  if (listed === null) throw refused(asked, "is neither a source nor a name of the catalogue");
  return parseSource(listed, () => null);
}

function hubSource(reference: string, asked: string): Source {
  const [, place = "", selector] = /^([^:]*)(?::(.*))?$/.exec(reference) ?? [];
  const [, repository = "", revision] = /^([^@]*)(?:@(.*))?$/.exec(place) ?? [];
  if (!isRepository(repository)) throw refused(asked, "does not name a repository as owner/name");
  if (revision !== undefined && !isRevision(revision)) throw refused(asked, "has a revision that cannot be one");
  const base = { type: "hub", repository, revision: revision ?? null } as const;
  if (selector === undefined) return { ...base, file: null, quantization: null };
  if (/\.gguf$/i.test(selector)) {
    if (!isRepositoryPath(selector)) throw refused(asked, "has a file path that leaves the repository");
    return { ...base, file: selector, quantization: null };
  }
  if (!quantizationForm.test(selector))
    throw refused(asked, "has neither a .gguf file nor a quantisation after the colon");
  return { ...base, file: null, quantization: selector.toUpperCase() };
}

function addressSource(asked: string): Source {
  let address: URL;
  try {
    address = new URL(asked);
  } catch {
    throw refused(asked, "is no address");
  }
  if (address.protocol !== "https:") throw refused(asked, "is not an https address");
  if (address.username !== "" || address.password !== "") throw refused(hidden(address), "carries a password");
  if (hubHosts.has(address.hostname)) return hubAddress(address, asked);
  if (!/\.gguf$/i.test(address.pathname)) throw refused(asked, "does not end in .gguf");
  address.hash = "";
  return { type: "url", url: address.href };
}

/** `/owner/name`, or `/owner/name/(resolve|blob|tree)/revision/path` */
function hubAddress(address: URL, asked: string): Source {
  const [owner = "", name = "", kind, revision, ...path] = decodedParts(address.pathname, asked);
  const repository = `${owner}/${name}`;
  if (!isRepository(repository)) throw refused(asked, "does not name a repository as owner/name");
  if (kind === undefined) return { type: "hub", repository, revision: null, file: null, quantization: null };
  const file = path.join("/");
  if ((kind !== "resolve" && kind !== "blob") || revision === undefined || !/\.gguf$/i.test(file)) {
    throw refused(asked, "is no address of a .gguf file on the hub");
  }
  if (!isRevision(revision)) throw refused(asked, "has a revision that cannot be one");
  if (!isRepositoryPath(file)) throw refused(asked, "has a file path that leaves the repository");
  return { type: "hub", repository, revision, file, quantization: null };
}

function decodedParts(pathname: string, asked: string): string[] {
  try {
    return pathname
      .split("/")
      .filter((part) => part !== "")
      .map(decodeURIComponent);
  } catch {
    throw refused(asked, "has an escape that cannot be read");
  }
}

function isRepository(text: string): boolean {
  return repositoryForm.test(text) && !text.includes("..");
}

function isRevision(text: string): boolean {
  return revisionForm.test(text) && !text.split("/").some((part) => part === "" || part === "." || part === "..");
}

/** Whether the path stays inside: it comes to be a file name on this machine. */
export function isRepositoryPath(path: string): boolean {
  if (path.length > 400 || path.includes("\\") || /\p{Cc}/u.test(path)) return false;
  return path.split("/").every((part) => part !== "" && part !== "." && part !== "..");
}

function hidden(address: URL): string {
  return `${address.protocol}//…@${address.host}${address.pathname}`;
}

function refused(asked: string, why: string): TresorError {
  return new TresorError(
    "invalid_request",
    `"${asked}" ${why}. Give hf:owner/repo, hf:owner/repo:Q8_0, hf:owner/repo:file.gguf, an https address of a .gguf file, or a name of the catalogue.`,
    { field: "source" },
  );
}
