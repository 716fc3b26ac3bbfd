import { systemClock } from "../kernel/clock";
import type { Library } from "../library/library-port";
import { PressureWatch } from "../residency/pressure/pressure-watch";
import { probeOnLinux } from "../residency/proof/linux-probe";
import { MacosProbe } from "../residency/proof/macos-probe";
import { ProofWatch } from "../residency/proof/proof-watch";
import type { MeasuredResidency } from "../residency/measured-residency";
import type { MachineMemory } from "../telemetry/memory-facts";
import type { Ground } from "./ground";

export interface WatchedParts {
  readonly residency: MeasuredResidency;
  readonly library: Library;
  readonly memory: MachineMemory;
}

/** Looks after what is in memory: whether the system has enough beside it, and whether it is truly there. */
export function watchResidents({ options, disposables, onFault }: Ground, parts: WatchedParts): void {
  const { residency, library, memory } = parts;
  const { logger } = options;
  const pressure = new PressureWatch({
    residency,
    memory,
    clock: systemClock,
    onFault: (error) => onFault(null, error),
    logger,
  });
  disposables.add(() => pressure.dispose());
  const isMacos = process.platform === "darwin";
  const wired = new MacosProbe(() =>
    residency
      .residents()
      .reduce((sum, { state, memory: { weightsBytes } }) => sum + (state === "ready" ? weightsBytes : 0), 0),
  );
  const proofs = new ProofWatch({
    residency,
    files: (reference) => library.models().find((model) => model.reference === reference)?.files ?? [],
    probe: isMacos ? wired.probe : probeOnLinux,
    onEmpty: async () => (isMacos ? await wired.lookWithoutModels() : undefined),
    touches: isMacos,
    clock: systemClock,
    logger,
  });
  disposables.add(() => proofs.dispose());
}
