import type { LlamaModel, Token } from "node-llama-cpp";
import { TresorError } from "../../../shared/errors";
import type { Prompt } from "../../core/engine/prompt";

/** How the room is shared when both texts together are too long: what comes before matters more. */
const suffixShare = 0.25;

/**
 * A prompt to fill in between two texts: prefix, suffix, then the mark of the middle, the order that all families know. Texts of
 * control tokens in it are text: it is somebody's file. With a limit, what is farthest from the gap is left out.
 * @throws TresorError `unsupported` for models without such marks
 */
export function fillTokens(
  model: Pick<LlamaModel, "tokens" | "tokenize">,
  { prefix, suffix }: Extract<Prompt, { readonly type: "fill" }>,
  limitTokens = Number.POSITIVE_INFINITY,
): Token[] {
  const { infill } = model.tokens;
  if (infill.prefix === null || infill.suffix === null || infill.middle === null) {
    throw new TresorError(
      "unsupported",
      "suffix needs a model that was trained to fill in, and this one has no tokens for it; leave suffix out.",
      { field: "suffix" },
    );
  }
  const plain = (text: string) => (text === "" ? [] : model.tokenize(text, false, "trimLeadingSpace"));
  const [before, after] = [plain(prefix), plain(suffix)];
  const room = Math.max(0, limitTokens - 3);
  const afterCount = Math.min(after.length, Math.max(room - before.length, Math.floor(room * suffixShare)));
  const beforeCount = Math.min(before.length, room - afterCount);
  return [
    infill.prefix,
    ...before.slice(before.length - beforeCount),
    infill.suffix,
    ...after.slice(0, afterCount),
    infill.middle,
  ];
}
