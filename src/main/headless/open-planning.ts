import type { Planning } from "../core/planning/planning";

/** Plans without a running Tresor: as if nothing were loaded. */
export interface OpenPlanning {
  readonly planning: Planning;
  dispose(): Promise<void>;
}
