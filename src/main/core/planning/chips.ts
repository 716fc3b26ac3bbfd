/** One version of a chip: how many CPU cores it has, and the peak that Apple states for its memory, in GB/s. */
interface ChipVersion {
  readonly cores: readonly number[];
  readonly gigabytesPerSecond: number;
}

const only = (gigabytesPerSecond: number): readonly ChipVersion[] => [{ cores: [], gigabytesPerSecond }];

/**
 * From reference/macos.md. The M5 Ultra is expected, not measured, and sources differ (1,100 to 1,200): the lower counts. The M6 and
 * the M5 Max come in versions that the CPU cores do not tell apart: the slower one counts.
 */
const chips: ReadonlyMap<string, readonly ChipVersion[]> = new Map([
  ["M1", only(68.25)],
  ["M1 Pro", only(200)],
  ["M1 Max", only(400)],
  ["M1 Ultra", only(800)],
  ["M2", only(100)],
  ["M2 Pro", only(200)],
  ["M2 Max", only(400)],
  ["M2 Ultra", only(800)],
  ["M3", only(100)],
  ["M3 Pro", only(150)],
  [
    "M3 Max",
    [
      { cores: [14], gigabytesPerSecond: 300 },
      { cores: [16], gigabytesPerSecond: 400 },
    ],
  ],
  ["M3 Ultra", only(819)],
  ["M4", only(120)],
  ["M4 Pro", only(273)],
  [
    "M4 Max",
    [
      { cores: [14], gigabytesPerSecond: 410 },
      { cores: [16], gigabytesPerSecond: 546 },
    ],
  ],
  ["M5", only(153)],
  ["M5 Pro", only(307)],
  ["M5 Max", only(460)],
  ["M5 Ultra", only(1_100)],
  ["M6", only(153)],
]);

/**
 * The peak of the chip's memory in bytes a second; null for a chip that is not in the table. `cores` is 0 while unknown; where it does
 * not tell the version, the slowest counts.
 */
export function bandwidthOf(chip: string, cores: number): number | null {
  const [, name] = /^Apple (M\d+(?: (?:Pro|Max|Ultra))?)\b/.exec(chip) ?? [];
  const versions = name === undefined ? undefined : chips.get(name);
  if (versions === undefined) return null;
  const known = versions.filter((version) => version.cores.includes(cores));
  const candidates = known.length > 0 ? known : versions;
  return Math.min(...candidates.map(({ gigabytesPerSecond }) => gigabytesPerSecond)) * 1e9;
}
