/** The parts of DER (ITU-T X.690) that writing a certificate needs; nothing here reads. */
export const tags = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  sequence: 0x30,
  set: 0x31,
  utcTime: 0x17,
  generalizedTime: 0x18,
} as const;

/** One element: its tag, the length of its content, the content. */
export function element(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body]);
}

export function sequence(...content: readonly Uint8Array[]): Buffer {
  return element(tags.sequence, ...content);
}

/** Of the identifier's encoded bytes, in hex. */
export function objectIdentifier(hex: string): Buffer {
  return element(tags.objectIdentifier, Buffer.from(hex, "hex"));
}

/** A positive number of any length, big end first. A zero in front is written only where the number would be negative without it. */
export function integer(bytes: Uint8Array): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = first === -1 ? Buffer.from([0]) : bytes.subarray(first);
  const isNegative = ((digits[0] ?? 0) & 0x80) !== 0;
  return element(tags.integer, ...(isNegative ? [Buffer.from([0])] : []), digits);
}

/** Whole bytes: no bit of the last is unused. */
export function bitString(bytes: Uint8Array): Buffer {
  return element(tags.bitString, Buffer.from([0]), bytes);
}

/** RFC 5280 wants two digits for a year until 2049 (`261101100000Z`), and four from then on. */
export function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/\.\d+/, "").replaceAll(/[-:T]/g, "");
  const isShort = date.getUTCFullYear() < 2_050;
  return element(isShort ? tags.utcTime : tags.generalizedTime, Buffer.from(digits.slice(isShort ? 2 : 0), "latin1"));
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes = Buffer.from(length.toString(16).padStart(length > 0xff ? 4 : 2, "0"), "hex");
  if (length > 0xffff) throw new RangeError("An element of a certificate is never so long.");
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
}
