const quote = 0x22;
const backslash = 0x5c;
const newline = 0x0a;

/** Whether brackets are nested deeper than `depth` outside strings, up to the first fault of a text that is not JSON. */
export function isDeeperThan(text: string, depth: number): boolean {
  let open = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === backslash) at += 1;
      else if (code === quote || code === newline) inString = false;
    } else if (code === quote) {
      inString = true;
    } else if (isOpening(code)) {
      open += 1;
      if (open > depth) return true;
    } else if (isClosing(code)) {
      open = Math.max(0, open - 1);
    }
  }
  return false;
}

function isOpening(code: number): boolean {
  return code === 0x5b || code === 0x7b;
}

function isClosing(code: number): boolean {
  return code === 0x5d || code === 0x7d;
}
