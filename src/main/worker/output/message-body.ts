import { CodeSpans } from "./code-spans";
import type { Parse } from "./input";
import type { Reading } from "./reading";

/**
 * Reads the text of a message up to one of the markers, and the marker; null where the output ends before one. Markers that are spelled out
 * inside code are text.
 */
export function* messageBody(
  reading: Reading,
  markers: readonly string[],
  report: (text: string) => void,
): Parse<string | null> {
  const { input } = reading;
  const code = new CodeSpans();
  const firstCharacters = new Set(markers.map((marker) => marker.charAt(0)));
  for (;;) {
    const next = yield* input.peek();
    if (next === "") return null;
    const isText = code.isInside(next) && !input.isControl;
    const marker = firstCharacters.has(next) && !isText ? yield* input.takeAny(markers) : null;
    if (marker !== null) return marker;
    code.push(input.takeCharacter());
    report(next);
  }
}
