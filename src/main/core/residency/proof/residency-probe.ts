import type { ResidencyProof } from "../../../../shared/shapes/resident";

/** Whose memory is looked at. */
export interface ProbedResident {
  readonly pid: number;
  readonly weightsBytes: number;
  /** The model's files; links resolved by whoever looks. */
  readonly files: readonly string[];
}

export type ProbeFinding = Omit<ResidencyProof, "at">;

/** Looks whether a resident's weights are in memory now; null where the system does not tell. Changes nothing. */
export type ResidencyProbe = (resident: ProbedResident) => Promise<ProbeFinding | null>;
