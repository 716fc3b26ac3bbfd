const partPattern = /^(.*)-\d{5}-of-(\d{5})(\.gguf)$/i;
/** llama.cpp names parts with five digits; a count beyond this comes from a name that only looks like one. */
const mostParts = 1_000;

/** The names of all parts, in order, of the model that a file of this name belongs to; the name itself for a whole one. */
export function partNames(name: string): readonly string[] {
  const [, stem = "", digits = "0", ending = ""] = partPattern.exec(name) ?? [];
  const count = Number(digits);
  if (count < 1 || count > mostParts) return [name];
  return Array.from(
    { length: count },
    (_, index) => `${stem}-${String(index + 1).padStart(5, "0")}-of-${digits}${ending}`,
  );
}
