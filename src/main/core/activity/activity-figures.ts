/** The figures of one stretch, as they are added up: sums, but for the last two, which are readings at its end. */
export interface ActivityFigures {
  readonly requests: number;
  readonly promptTokens: number;
  readonly completionTokens: number;
  /** Answers that began, and how long they took to begin, together. */
  readonly firstTokens: number;
  readonly firstTokenMilliseconds: number;
  readonly systemBytes: number;
  readonly modelsBytes: number;
}

/** In the order in which they stand in a slot of the ring. A new one makes older files unreadable, which begin anew. */
export const figureNames = [
  "requests",
  "promptTokens",
  "completionTokens",
  "firstTokens",
  "firstTokenMilliseconds",
  "systemBytes",
  "modelsBytes",
] as const satisfies readonly (keyof ActivityFigures)[];

/** Two stretches, one after the other, as one. */
export function joinFigures(earlier: ActivityFigures, later: ActivityFigures): ActivityFigures {
  return {
    requests: earlier.requests + later.requests,
    promptTokens: earlier.promptTokens + later.promptTokens,
    completionTokens: earlier.completionTokens + later.completionTokens,
    firstTokens: earlier.firstTokens + later.firstTokens,
    firstTokenMilliseconds: earlier.firstTokenMilliseconds + later.firstTokenMilliseconds,
    systemBytes: later.systemBytes,
    modelsBytes: later.modelsBytes,
  };
}
