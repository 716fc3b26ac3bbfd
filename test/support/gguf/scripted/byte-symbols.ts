/**
 * The visible character by which GPT-2's tokenizers write each byte in their vocabularies: printable bytes stand for themselves, the
 * others for the characters from U+0100 on.
 */
export const byteSymbols: readonly string[] = makeByteSymbols();

/** Bytes as they stand in a vocabulary. */
export function symbolsOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byteSymbols[byte]).join("");
}

function makeByteSymbols(): readonly string[] {
  let replacements = 0;
  return Array.from({ length: 256 }, (_, byte) => {
    const printable = (byte > 0x20 && byte < 0x7f) || (byte > 0xa0 && byte !== 0xad);
    return String.fromCharCode(printable ? byte : 0x100 + replacements++);
  });
}
