/**
 * Text of a model or of a model file for a terminal. Control characters other than line break and tab become "�": an escape
 * sequence could rewrite the screen, the window's title or the clipboard.
 */
export function withoutControls(text: string): string {
  return text.replace(/(?![\n\t])\p{Cc}/gu, "\uFFFD");
}
