import { mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { writeFileAtomic } from "../kernel/atomic-file";
import { addSample, type SpeedSample } from "./efficiency";

const storedSchema = z.object({
  version: z.literal(1),
  /** Measured, for a chip that is in no table. */
  bandwidth: z.object({ chip: z.string(), bytesPerSecond: z.number().positive() }).nullable(),
  samples: z.array(z.object({ bytesPerToken: z.number().positive(), efficiency: z.number().positive().max(1) })),
});
type Stored = z.infer<typeof storedSchema>;

const nothing: Stored = { version: 1, bandwidth: null, samples: [] };

/** How fast this machine is, as far as it was measured: `cache/speed.json`. It saves time only, so one that is damaged is an empty one. */
export class SpeedStore {
  readonly #file: string;
  #stored: Stored;
  #saving: Promise<void> = Promise.resolve();

  private constructor(file: string, stored: Stored) {
    this.#file = file;
    this.#stored = stored;
  }

  static async open(file: string): Promise<SpeedStore> {
    try {
      return new SpeedStore(file, storedSchema.parse(JSON.parse(await readFile(file, "utf8"))));
    } catch {
      return new SpeedStore(file, nothing);
    }
  }

  /** Null for another chip than the one that was measured: the folder may have come with a backup. */
  bandwidthOf(chip: string): number | null {
    const { bandwidth } = this.#stored;
    return bandwidth?.chip === chip ? bandwidth.bytesPerSecond : null;
  }

  samples(): readonly SpeedSample[] {
    return this.#stored.samples;
  }

  /** What answers reached stays what it was: a smaller part of a higher peak. Of another chip's answers nothing is kept. */
  async keepBandwidth(chip: string, bytesPerSecond: number): Promise<void> {
    const before = this.bandwidthOf(chip);
    const samples = before === null ? [] : rescaled(this.#stored.samples, before / bytesPerSecond);
    await this.#save({ ...this.#stored, bandwidth: { chip, bytesPerSecond }, samples });
  }

  async keepSample(sample: SpeedSample): Promise<void> {
    await this.#save({ ...this.#stored, samples: [...addSample(this.#stored.samples, sample)] });
  }

  /** One write at a time, each with the newest state. */
  #save(stored: Stored): Promise<void> {
    this.#stored = stored;
    this.#saving = this.#saving.catch(() => undefined).then(() => this.#write());
    return this.#saving;
  }

  async #write(): Promise<void> {
    await mkdir(dirname(this.#file), { recursive: true, mode: 0o700 });
    await writeFileAtomic(this.#file, JSON.stringify(this.#stored));
  }
}

function rescaled(samples: readonly SpeedSample[], factor: number): SpeedSample[] {
  return samples.map(({ bytesPerToken, efficiency }) => ({
    bytesPerToken,
    efficiency: Math.min(1, efficiency * factor),
  }));
}
