import { TresorError } from "../../../../shared/errors";
import type { CacheType } from "../../../../shared/shapes/plan";
import type { ModelDimensions } from "../../library/library-port";

/** Numbers that Q8_0 stores together: the heads' lengths must be multiples of it, or the engine refuses the context. */
const blockElements = 32;

export interface CacheTypeChoice {
  /** What this load asks for. */
  readonly wish: CacheType | undefined;
  /** What the user prefers for all: followed where it is possible. */
  readonly preferred: CacheType;
  readonly dimensions: ModelDimensions;
}

/** @throws TresorError `invalid_request` when this very load asks for what the model cannot have */
export function chooseCacheType({ wish, preferred, dimensions }: CacheTypeChoice): CacheType {
  const { keyLength, valueLength, slidingWindow } = dimensions;
  const lengths = [keyLength, valueLength, slidingWindow?.keyLength ?? 0, slidingWindow?.valueLength ?? 0];
  const cut = lengths.find((length) => length % blockElements !== 0);
  if (cut === undefined) return wish ?? preferred;
  if (wish !== "Q8_0") return "F16";
  throw new TresorError(
    "invalid_request",
    `cacheType: this model's heads have ${cut} numbers, and Q8_0 stores ${blockElements} together; load it with F16.`,
    { field: "cacheType" },
  );
}
