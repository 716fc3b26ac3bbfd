import { z } from "zod";
import { roleSchema } from "./catalog";

/** A stable name that clients use. */
export const aliasSchema = z.object({
  name: z.string(),
  /** The role of that name; null for a name of the user's own. */
  role: roleSchema.nullable(),
  /** What the user has set; null: a role that takes its default. */
  target: z.string().nullable(),
  /** The model that answers now; null when there is none. */
  reference: z.string().nullable(),
});
export type Alias = z.infer<typeof aliasSchema>;
