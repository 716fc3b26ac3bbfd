import { describe, expect, it } from "vitest";
import { Counter } from "../../../../../src/main/core/metrics/counter";
import { writeExposition } from "../../../../../src/main/core/metrics/exposition";
import { gauge } from "../../../../../src/main/core/metrics/gauge";
import { Histogram } from "../../../../../src/main/core/metrics/histogram";

function families() {
  const asked = new Counter<"model">("asked", 'How "often".\nAnd why.');
  asked.add({ model: 'a"b\\c\nd' }, 2);
  const wait = new Histogram<"model">("wait_seconds", "Waiting.", [0.5, 1]);
  for (const value of [0.2, 0.5, 0.7, 3]) wait.observe({ model: "m" }, value);
  return [
    asked,
    wait,
    gauge("odd", "Odd.", [
      [{}, Infinity],
      [{ is: "unknown" }, null],
      [{ is: "none" }, NaN],
    ]),
  ];
}

const histogram = [
  'wait_seconds_bucket{model="m",le="0.5"} 2',
  'wait_seconds_bucket{model="m",le="1"} 3',
  'wait_seconds_bucket{model="m",le="+Inf"} 4',
  'wait_seconds_sum{model="m"} 4.4',
  'wait_seconds_count{model="m"} 4',
];

describe("the exposition", () => {
  it("is Prometheus' text", () => {
    expect(writeExposition(families(), "text").split("\n")).toEqual([
      '# HELP asked_total How "often".\\nAnd why.',
      "# TYPE asked_total counter",
      'asked_total{model="a\\"b\\\\c\\nd"} 2',
      "# HELP wait_seconds Waiting.",
      "# TYPE wait_seconds histogram",
      ...histogram,
      "# HELP odd Odd.",
      "# TYPE odd gauge",
      "odd +Inf",
      'odd{is="none"} NaN',
      "",
    ]);
  });

  it("is OpenMetrics where that is wanted", () => {
    const lines = writeExposition(families(), "openMetrics").split("\n");
    expect(lines).toContain('# HELP asked How \\"often\\".\\nAnd why.');
    expect(lines).toContain("# TYPE asked counter");
    expect(lines).toContain('asked_total{model="a\\"b\\\\c\\nd"} 2');
    expect(lines).toEqual(expect.arrayContaining(histogram));
    expect(lines.slice(-2)).toEqual(["# EOF", ""]);
  });
});

describe("the number of series", () => {
  it("is bounded, and what is beyond is counted together", () => {
    const counter = new Counter<"client" | "model">("asked", "", 3);
    for (let number = 0; number < 50; number += 1) counter.add({ client: `c${number}`, model: "m" });
    counter.add({ client: "c1", model: "m" });
    const samples = [...counter.samples()];
    expect(samples).toHaveLength(4);
    expect(samples.at(-1)).toEqual({ suffix: "", labels: { client: "other", model: "other" }, value: 47 });
    expect(samples.reduce((sum, { value }) => sum + value, 0)).toBe(51);
  });
});
