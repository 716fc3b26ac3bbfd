import type { Handlers } from "../../../../shared/contract/derive";
import type { ActivityHistory } from "../../activity/activity-history";
import type { RequestCancels } from "../../activity/request-cancels";

export interface ActivityDependencies {
  readonly activity: Pick<ActivityHistory, "read">;
  readonly cancels: Pick<RequestCancels, "cancel">;
}

export function activityHandlers({
  activity,
  cancels,
}: ActivityDependencies): Pick<Handlers, "activity" | "cancelRequest"> {
  return {
    activity: async ({ range }) => await activity.read(range),
    cancelRequest: async ({ id }) => {
      cancels.cancel(id);
      return { id };
    },
  };
}
