/** `-00001-of-00003.gguf` */
const splitForm = /-(\d{5})-of-(\d{5})(\.gguf)$/i;
const mostParts = 999;

/** Which part of how many a name says it is; null: the model is in one file. */
export function splitPlace(name: string): { readonly part: number; readonly parts: number } | null {
  const match = splitForm.exec(name);
  if (match === null) return null;
  const [part, parts] = [Number(match[1]), Number(match[2])];
  return part >= 1 && part <= parts && parts <= mostParts ? { part, parts } : null;
}

/** The names of all parts, in their order; of a model in one file its own. */
export function splitSiblings(name: string): string[] {
  const parts = splitPlace(name)?.parts;
  if (parts === undefined) return [name];
  return Array.from({ length: parts }, (_, index) => {
    const part = String(index + 1).padStart(5, "0");
    return name.replace(splitForm, (_all, _part, count: string, ending: string) => `-${part}-of-${count}${ending}`);
  });
}
