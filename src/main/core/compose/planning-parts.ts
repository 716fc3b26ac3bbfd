import { join } from "node:path";
import type { AliasedLibrary } from "../aliases/aliased-library";
import { systemClock } from "../kernel/clock";
import { BandwidthSource } from "../planning/bandwidth";
import { measureBandwidth } from "../planning/measure-bandwidth";
import { Planning } from "../planning/planning";
import { SpeedLearner } from "../planning/speed-learner";
import { SpeedStore } from "../planning/speed-store";
import { sumsBy } from "../planning/sums";
import type { Ground } from "./ground";
import type { ResidencyParts } from "./residency-parts";

/** Plans over what is there now, and what this machine was seen to do. */
export async function composePlanning(
  { options, settings, disposables }: Ground,
  library: AliasedLibrary,
  { residency, monitor, processor, estimate }: ResidencyParts,
): Promise<Planning> {
  const { dataDirectory, logger } = options;
  const speed = await SpeedStore.open(join(dataDirectory.cacheDirectory, "speed.json"));
  const bandwidth = new BandwidthSource({
    processor,
    store: speed,
    measure: measureBandwidth,
    measureAgain: true,
    logger,
  });
  const speedLearner = new SpeedLearner({
    library,
    bandwidth: () => bandwidth.withoutMeasuring(),
    store: speed,
    clock: systemClock,
    logger,
  });
  disposables.add(residency.onEvent(() => speedLearner.observe(residency.residents())));
  return new Planning({
    library,
    residents: () => residency.residents(),
    machine: () => monitor.current(),
    preferences: settings,
    bandwidth: () => bandwidth.current(),
    samples: () => speed.samples(),
    sumsFor: sumsBy(estimate),
    roleReferences: () => library.roleReferences(),
  });
}
