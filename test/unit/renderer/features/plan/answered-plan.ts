import type { CallInput } from "../../../../../src/shared/contract/derive";
import type { CacheType, Plan } from "../../../../../src/shared/shapes/plan";
import { studio } from "../../../../support/renderer-preview/scene";

/** The plan that the studio's fake core answers with. */
export function answered(reference: string, context: number, cacheType: CacheType = "F16"): Plan {
  const found = studio.answers.find(({ name, input }) => {
    const asked = input as CallInput<"plan"> | undefined;
    return (
      name === "plan" &&
      asked?.reference === reference &&
      asked.context === context &&
      asked.slots === 1 &&
      asked.cacheType === cacheType
    );
  });
  if (found === undefined) throw new Error(`The scene has no plan of ${reference} with ${context} tokens.`);
  return found.value as Plan;
}
