import { z } from "zod";
import type { Model } from "../../../../../shared/shapes/model";
import { invalidField } from "../../decode/fields";

/** An entry of `GET /v1/models` as Anthropic's clients read it. */
export function anthropicModel(model: Model, id = model.reference) {
  return { type: "model", id, display_name: model.displayName, created_at: model.modifiedAt };
}

const mostListed = 1_000;
const usuallyListed = 20;

const querySchema = z.object({
  limit: z.coerce.number().int().min(1).max(mostListed).default(usuallyListed),
  after_id: z.string().optional(),
  before_id: z.string().optional(),
});

/**
 * A page of what is there: every model by its reference and by each of its aliases, since Claude Code's picker takes only ids that
 * contain "claude" or "anthropic". @throws TresorError `invalid_request`
 */
export function anthropicModelList(models: readonly Model[], query: unknown) {
  const wish = querySchema.safeParse(query);
  if (!wish.success) throw invalidField("limit", `must be a whole number from 1 to ${mostListed}`);
  const { limit, after_id: afterId, before_id: beforeId } = wish.data;
  const all = models.flatMap((model) => [model.reference, ...model.aliases].map((id) => anthropicModel(model, id)));
  const begin = afterId === undefined ? 0 : all.findIndex(({ id }) => id === afterId) + 1;
  const end = beforeId === undefined ? -1 : all.findIndex(({ id }) => id === beforeId);
  const within = all.slice(begin, end < 0 ? undefined : end);
  const isBackwards = beforeId !== undefined && afterId === undefined;
  const data = isBackwards ? within.slice(-limit) : within.slice(0, limit);
  return {
    data,
    has_more: data.length < within.length,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
  };
}
