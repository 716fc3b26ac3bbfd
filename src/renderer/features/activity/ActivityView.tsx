import { useState } from "react";
import { activityRangeSchema, type ActivityRange } from "../../../shared/shapes/activity";
import { useLanguage } from "../../store/window-context";
import { Picker } from "../../ui/Picker";
import { LooseNotices } from "../residency/LooseNotices";
import { Page } from "../shell/Page";
import { HistoryChart } from "./HistoryChart";
import { LiveRequests } from "./LiveRequests";
import { useActivity } from "./use-activity";

/** Who asks what now, and how it was in the last hour, day or week. */
export function ActivityView() {
  const { words } = useLanguage();
  const { activity: text } = words;
  const [range, setRange] = useState<ActivityRange>("hour");
  const activity = useActivity(range);
  return (
    <Page
      title={words.views.activity}
      tools={
        <Picker
          kind="field"
          label={text.range}
          value={range}
          options={activityRangeSchema.options.map((value) => ({ value, label: text.ranges[value] }))}
          onChange={(value) => {
            setRange(activityRangeSchema.parse(value));
          }}
        />
      }
    >
      <section>
        <h2>{text.now}</h2>
        <LooseNotices />
        <LiveRequests />
      </section>
      {activity === null ? null : (
        <div className="history-charts" data-testid="history-charts">
          <HistoryChart name="rate" activity={activity} />
          <HistoryChart name="firstToken" activity={activity} />
          <HistoryChart name="models" activity={activity} />
          <HistoryChart name="requests" activity={activity} />
        </div>
      )}
    </Page>
  );
}
