/** The address of the endpoint's list of files. */
export function listingAddress(endpoint: URL, repository: string, revision: string): URL {
  return at(endpoint, `api/models/${repository}/revision/${encodeURIComponent(revision)}?blobs=true`);
}

export function fileAddress(endpoint: URL, repository: string, revision: string, path: string): URL {
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  return at(endpoint, `${repository}/resolve/${encodeURIComponent(revision)}/${encoded}`);
}

/** A mirror may live under a path of its own. */
function at(endpoint: URL, path: string): URL {
  return new URL(`${endpoint.href.replace(/[?#].*$/, "").replace(/\/+$/, "")}/${path}`);
}
