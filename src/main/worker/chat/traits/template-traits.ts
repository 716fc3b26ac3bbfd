import type { CallIdForm } from "../messages/call-ids";
import type { AnswerLimits } from "../messages/split-answers";
import type { SystemPlaces } from "../messages/system-texts";
import type { AnswerForm } from "../messages/template-message";

/** What a template can show and what it insists on, found by rendering small conversations with it (probe-traits.ts). */
export interface TemplateTraits {
  readonly answer: AnswerForm;
  readonly limits: AnswerLimits;
  readonly system: SystemPlaces;
  /** User and assistant must take turns. */
  readonly alternates: boolean;
  readonly callIds: CallIdForm;
  /** The variables in which the template looks for tools; null: it never shows them. */
  readonly tools: "tools" | "aliases" | null;
  /** False: calls are lost, so they are written into the content. */
  readonly showsCalls: boolean;
  /** False: results are lost, so the user tells them. */
  readonly showsResults: boolean;
}
