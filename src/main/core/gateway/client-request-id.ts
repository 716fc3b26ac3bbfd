const longestId = 128;

/**
 * A client's own name for its request, to be sent back in the same header and used nowhere else: it could repeat, or carry content into
 * the log. Null: there is none, or it is none that fits a header.
 */
export function clientRequestId(header: string | string[] | undefined): string | null {
  if (typeof header !== "string" || header.length > longestId) return null;
  return /^[\x21-\x7e]+$/.test(header) ? header : null;
}
