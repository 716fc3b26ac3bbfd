const shareOfMachine = 0.02;
const mostBytes = 8 * 2 ** 30;

/** What one worker keeps saved prefixes in memory with: the setting, or a share of the machine's memory. */
export function prefixMemoryBytes(setting: number | null, machineBytes: number): number {
  return setting ?? Math.floor(Math.min(mostBytes, machineBytes * shareOfMachine));
}
