import type { Quality } from "../../shared/shapes/model";

export interface QualityMarkProps {
  readonly quality: Quality;
  /** As GGUF names it: `Q8_0`. */
  readonly quantization: string;
  /** The word for this quality, in the window's language. */
  readonly word: string;
}

/** Full quality is plain text; experimental carries a hollow square and the word, so that it shows without colour too. */
export function QualityMark({ quality, quantization, word }: QualityMarkProps) {
  return (
    <span className="quality" data-quality={quality}>
      {quantization} {word}
    </span>
  );
}
