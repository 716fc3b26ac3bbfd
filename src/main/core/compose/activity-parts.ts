import { ActivityHistory } from "../activity/activity-history";
import { ActivityMeter } from "../activity/activity-meter";
import { RequestCancels } from "../activity/request-cancels";
import { systemClock } from "../kernel/clock";
import type { MachineMonitor } from "../telemetry/machine-monitor";
import type { Ground } from "./ground";

/** What was done over time, and what a person may end. */
export async function composeActivity({ options, disposables }: Ground, monitor: MachineMonitor) {
  const { dataDirectory, logger } = options;
  const meter = new ActivityMeter();
  const activity = await ActivityHistory.open({
    folder: dataDirectory.cacheDirectory,
    meter,
    memory: async () => {
      const { systemBytes, modelsBytes } = await monitor.current();
      return { systemBytes, modelsBytes };
    },
    clock: systemClock,
    logger,
  });
  disposables.add(() => activity.dispose());
  return { meter, activity, cancels: new RequestCancels() };
}
