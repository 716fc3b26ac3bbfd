import type { Resident } from "../../shared/shapes/resident";
import type { Figures } from "./figures";

/** What a resident holds: measured where the system says, else predicted. */
export function memoryOf({ memory }: Resident, figures: Figures): string {
  return figures.memory(memory.measuredBytes ?? memory.predictedBytes);
}
