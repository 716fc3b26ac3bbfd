import { useState } from "react";
import { activityRangeSchema, type ActivityRange } from "../../../shared/shapes/activity";
import { useAnswer } from "../../store/use-answer";
import { useTurn } from "../../store/use-turn";
import { useLanguage } from "../../store/window-context";
import { Picker } from "../../ui/Picker";
import { LooseNotices } from "../residency/LooseNotices";
import { Page } from "../shell/Page";
import { HistoryChart } from "./HistoryChart";
import { LiveRequests } from "./LiveRequests";

const refreshMilliseconds = 10_000;

/** Who asks what now, and how it was in the last hour, day or week. */
export function ActivityView() {
  const { words } = useLanguage();
  const { activity: text } = words;
  const [range, setRange] = useState<ActivityRange>("hour");
  // No event tells of a new stretch; the core ends one every ten seconds.
  const { value } = useAnswer("activity", { range }, String(useTurn(refreshMilliseconds)));
  const activity = value?.range === range ? value : null;
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
