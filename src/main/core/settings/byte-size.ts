import { TresorError } from "../../../shared/errors";

/** Decimal units are powers of 1000, binary ones (`GiB`) powers of 1024, as `--memory-limit` defines them. */
const bytesPerUnit: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

/** Bytes of `1100MB`, `24GiB`, `1.5 TB`; a number alone is bytes. @throws TresorError `invalid_request` naming `field` */
export function parseByteSize(text: string, field: string): number {
  const [, amount, unit = "b"] = /^(\d+(?:\.\d+)?)\s*([a-z]+)?$/i.exec(text.trim()) ?? [];
  const bytes = Math.floor(Number(amount) * (bytesPerUnit[unit.toLowerCase()] ?? Number.NaN));
  if (Number.isSafeInteger(bytes) && bytes > 0) return bytes;
  throw new TresorError("invalid_request", `${field}: "${text}" is not a size; write it like 1100MB or 24GiB.`, {
    field,
  });
}
