import { isObject } from "../body/json-document";
import { isDeeperThan } from "../body/json-depth";

/** As deep as a whole body may be nested. */
const deepestNesting = 128;

/** Whether a text is one JSON object, of a depth that everything after us can read. */
export function isJsonObject(text: string): boolean {
  if (isDeeperThan(text, deepestNesting)) return false;
  try {
    return isObject(JSON.parse(text));
  } catch {
    return false;
  }
}
