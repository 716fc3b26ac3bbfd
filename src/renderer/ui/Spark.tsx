import { drawSpark } from "./spark-path";

export interface SparkProps {
  readonly values: readonly (number | null)[];
  readonly slots: number;
  readonly width: number;
}

const height = 14;

/** A minute at a glance, without an axis; its figure stands beside it. The brass point is now. */
export function Spark({ values, slots, width }: SparkProps) {
  const { path, now } = drawSpark(values, { width, height, slots });
  return (
    <svg
      className="spark"
      width={width + 6}
      height={height + 4}
      viewBox={`-3 -2 ${width + 6} ${height + 4}`}
      aria-hidden="true"
    >
      <path d={path} />
      {now === null ? null : <circle cx={now.x} cy={now.y} r="2.2" />}
    </svg>
  );
}
