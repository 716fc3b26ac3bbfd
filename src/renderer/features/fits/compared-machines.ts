import type { MachineKind } from "../../../shared/shapes/fits";

/** The name under which a plan knows the machine that Tresor runs on. */
export const thisMachineName = "this-machine";

/** What people weigh against a Mac, and the Mac that they weigh. */
const preferred = ["mac-studio-m3-ultra-512", "tinybox-red-v2", "dgx-spark"];

/** The machines that stand beside this one at first: `count` of the preferred that are not like it, else the first ones. */
export function comparedAtFirst(
  machines: readonly MachineKind[],
  here: MachineKind | null,
  count: number,
): readonly string[] {
  const others = machines.filter(({ name }) => name !== thisMachineName);
  const unlike = others.filter(
    ({ memoryBytes, bandwidthBytesPerSecond }) =>
      memoryBytes !== here?.memoryBytes || bandwidthBytesPerSecond !== here.bandwidthBytesPerSecond,
  );
  const first = preferred.filter((name) => unlike.some((machine) => machine.name === name));
  const names = [...first, ...unlike.map(({ name }) => name), ...others.map(({ name }) => name)];
  return [...new Set(names)].slice(0, count);
}
