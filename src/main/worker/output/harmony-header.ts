/** What a message of gpt-oss says of itself. */
export interface HarmonyHeader {
  readonly channel: "analysis" | "commentary" | "final";
  /** A tool's name without `functions.`; null: the user, or nobody. */
  readonly recipient: string | null;
}

/**
 * Understands a header, `assistant to=functions.f<|channel|>commentary json` or what a model makes of it: some in a hundred have junk between
 * their parts, so the last known channel and the last recipient count. A header without a known channel is one of reasoning.
 */
export function harmonyHeader(text: string): HarmonyHeader {
  const recipients = [...text.matchAll(/to=\s*([^\s<]+)/gu)].map((match) => match[1] ?? "");
  const channels = [...text.replaceAll(/to=\s*[^\s<]+/gu, " ").matchAll(/analysis|commentary|final/gu)];
  const channel = channels.at(-1)?.[0] ?? "analysis";
  return {
    channel: channel === "final" || channel === "commentary" ? channel : "analysis",
    recipient: recipients.at(-1)?.replace(/^functions\./u, "") ?? null,
  };
}
