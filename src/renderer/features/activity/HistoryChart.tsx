import { useCallback, useMemo } from "react";
import { activityRangeSeconds, type Activity } from "../../../shared/shapes/activity";
import { useLanguage, useWindowState } from "../../store/window-context";
import { chartSeries, seriesFacts, type ChartName } from "./chart-series";
import { TimeChart } from "./TimeChart";

const colours: Readonly<Record<ChartName, string>> = {
  rate: "--accent",
  firstToken: "--fetching",
  models: "--memory-weights",
  requests: "--ink-2",
};

/** Memory is told in units of 2^30, so its lines stand at powers of two, from 1 kB on. */
const memorySteps = Array.from({ length: 35 }, (_, step) => 2 ** (step + 10));

/** One figure over time, with what it is now and what it was at most. */
export function HistoryChart({ name, activity }: { name: ChartName; activity: Activity }) {
  const { words, format } = useLanguage();
  const { activity: text } = words;
  const series = useMemo(() => chartSeries(name, activity), [name, activity]);
  const facts = seriesFacts(series);
  // The end moves with the stretches, not with each second: a chart that creeps cannot be read.
  const { intervalSeconds } = activity;
  const end = useWindowState(({ now }) => Math.ceil(now / 1_000 / intervalSeconds) * intervalSeconds);
  const range = useMemo(() => [end - activityRangeSeconds[activity.range], end] as const, [end, activity.range]);
  // Kept, since the chart draws anew when what it is given changes. The end may be the first moment of tomorrow.
  const formatTime = useCallback((seconds: number) => format.time(seconds * 1_000, end * 1_000 - 1), [format, end]);
  const formatValue = {
    rate: format.rate,
    firstToken: format.seconds,
    models: format.memory,
    requests: format.decimal,
  }[name];
  return (
    <section className="history-chart" aria-label={text.charts[name]}>
      <h3>{text.charts[name]}</h3>
      <p className="quiet">
        {facts === null ? text.nothingYet : text.lastAndMost(formatValue(facts.last), formatValue(facts.largest))}
      </p>
      <TimeChart
        series={series}
        range={range}
        colour={colours[name]}
        increments={name === "models" ? memorySteps : undefined}
        formatValue={formatValue}
        formatTime={formatTime}
      />
    </section>
  );
}
