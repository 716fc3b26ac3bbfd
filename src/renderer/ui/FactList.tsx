import type { ReactNode } from "react";

export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
  /** Drawn before the name: `tick` is the GPU limit's mark in the bar. */
  readonly mark?: "tick";
}

export function FactList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(({ name, value, mark }) => (
        <div key={name}>
          <dt data-mark={mark}>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
