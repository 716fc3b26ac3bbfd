import type { Job, Resident } from "../../../shared/shapes/resident";

/** A request that waits or runs, and the model that it is with. */
export interface LiveRequest {
  readonly job: Job;
  readonly reference: string;
  /** Tokens of a slot. */
  readonly context: number;
}

/** All requests in all workers, the oldest first. */
export function liveRequests(residents: readonly Resident[]): readonly LiveRequest[] {
  return residents
    .flatMap(({ jobs, reference, context }) => jobs.map((job) => ({ job, reference, context })))
    .sort(
      (one, other) => one.job.startedAt.localeCompare(other.job.startedAt) || one.job.id.localeCompare(other.job.id),
    );
}
