import { useEffect, useRef } from "react";
import UPlot from "uplot";
import type { ChartSeries } from "./chart-series";

export interface TimeChartProps {
  readonly series: ChartSeries;
  /** The first and the last second that are drawn. */
  readonly range: readonly [number, number];
  /** A CSS variable with the colour of the line. */
  readonly colour: string;
  /** Distances that lines may have; left out: 1, 2 and 5 and their tens. */
  readonly increments?: readonly number[] | undefined;
  readonly formatValue: (value: number) => string;
  readonly formatTime: (seconds: number) => string;
}

const heightPixels = 132;

/** A line over time. Its figures stand above it as text, so nothing is only in the picture. */
export function TimeChart({ series, range, colour, increments, formatValue, formatTime }: TimeChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<UPlot | null>(null);
  const draw = useRef({ range, formatValue, formatTime });
  useEffect(() => {
    draw.current = { range, formatValue, formatTime };
    chart.current?.setData([[...series.times], [...series.values]]);
  }, [series, range, formatValue, formatTime]);

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const style = getComputedStyle(element);
    // Read anew at each drawing, so that a change of the theme is followed. The token itself is `light-dark(…)`, which a canvas does not
    // know; as the colour of an element it is resolved.
    const token = (name: string) => {
      element.style.color = `var(${name})`;
      return style.color;
    };
    const axis: UPlot.Axis = {
      stroke: () => token("--ink-3"),
      grid: { stroke: () => token("--line"), width: 1 },
      ticks: { show: false },
      font: `11px ${style.fontFamily}`,
    };
    const made = new UPlot(
      {
        width: element.clientWidth,
        height: heightPixels,
        legend: { show: false },
        cursor: { show: false },
        padding: [8, 4, 0, 0],
        scales: {
          x: { range: () => [...draw.current.range] as [number, number] },
          y: { range: (_, __, largest) => [0, Number.isFinite(largest) && largest > 0 ? 1.15 * largest : 1] },
        },
        axes: [
          { ...axis, size: 22, space: 110, values: (_, ticks) => ticks.map((tick) => draw.current.formatTime(tick)) },
          {
            ...axis,
            ...(increments === undefined ? {} : { incrs: [...increments] }),
            size: 64,
            space: 36,
            values: (_, ticks) => ticks.map((tick) => draw.current.formatValue(tick)),
          },
        ],
        series: [
          {},
          {
            stroke: () => token(colour),
            width: 1.5,
            points: { show: (_, __, first, last) => last - first < 2, size: 4 },
          },
        ],
      },
      [[], []],
      element,
    );
    chart.current = made;
    const resized = new ResizeObserver(() => {
      made.setSize({ width: element.clientWidth, height: heightPixels });
    });
    resized.observe(element);
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    const redraw = () => {
      made.redraw();
    };
    scheme.addEventListener("change", redraw);
    return () => {
      scheme.removeEventListener("change", redraw);
      resized.disconnect();
      chart.current = null;
      made.destroy();
    };
  }, [colour, increments]);

  return <div className="time-chart" ref={frame} aria-hidden="true" />;
}
