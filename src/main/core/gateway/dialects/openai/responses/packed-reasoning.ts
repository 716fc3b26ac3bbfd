/**
 * What `encrypted_content` of a reasoning item holds when a client asks for it: its own text, packed. Clients that keep nothing on a
 * server send reasoning back only if it is there. Nothing is encrypted: the text never left the machine, and comes back to it.
 */
const mark = "tresor1:";

export function packReasoning(text: string): string {
  return mark + Buffer.from(text, "utf8").toString("base64");
}

/** Null for what another server has packed. */
export function unpackReasoning(packed: unknown): string | null {
  if (typeof packed !== "string" || !packed.startsWith(mark)) return null;
  return Buffer.from(packed.slice(mark.length), "base64").toString("utf8");
}
