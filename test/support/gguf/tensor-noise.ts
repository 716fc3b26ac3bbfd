import { seededRandom } from "../../../src/main/worker/sample/seeded-random";
import { ggmlTypeNamed } from "./gguf-bytes";

export type WeightType = "F32" | "F16" | "Q8_0";

const patternElements = 256 * 1024;
const deviation = 0.02;

/**
 * Endless random weights with a standard deviation of about 0.02, in the bytes of a tensor type. One pattern is made once and
 * repeated from a random place for each tensor: models of several hundred megabytes are written at the speed of the disk.
 */
export class TensorNoise {
  readonly #random: () => number;
  readonly #patterns = new Map<WeightType, Buffer>();

  constructor(seed: number) {
    this.#random = seededRandom(seed);
  }

  /** Chunks of `totalBytes` in all. */
  *chunks(type: WeightType, totalBytes: number): Generator<Buffer> {
    const pattern = this.#pattern(type);
    const { blockBytes } = ggmlTypeNamed(type);
    let from = Math.floor((this.#random() * pattern.length) / blockBytes) * blockBytes;
    for (let left = totalBytes; left > 0; from = 0) {
      const chunk = pattern.subarray(from, Math.min(pattern.length, from + left));
      yield chunk;
      left -= chunk.length;
    }
  }

  #pattern(type: WeightType): Buffer {
    let pattern = this.#patterns.get(type);
    if (pattern === undefined) {
      pattern = this.#makePattern(type);
      this.#patterns.set(type, pattern);
    }
    return pattern;
  }

  #makePattern(type: WeightType): Buffer {
    const { blockElements, blockBytes } = ggmlTypeNamed(type);
    const bytes = Buffer.alloc((patternElements / blockElements) * blockBytes);
    for (let at = 0; at < bytes.length; at += blockBytes) this.#writeBlock(type, bytes, at, blockElements);
    return bytes;
  }

  #writeBlock(type: WeightType, bytes: Buffer, at: number, elements: number): void {
    if (type === "F32") bytes.writeFloatLE(this.#weight(), at);
    else if (type === "F16") bytes.writeUInt16LE(halfFloat(this.#weight()), at);
    else {
      // A block of Q8_0: the scale as a half float, then one signed byte for each element. Uniform bytes deviate by 73.
      bytes.writeUInt16LE(halfFloat(deviation / 73), at);
      for (let index = 0; index < elements; index++) {
        bytes.writeInt8(Math.floor(this.#random() * 255) - 127, at + 2 + index);
      }
    }
  }

  /** The sum of four uniform numbers is close enough to a normal distribution. */
  #weight(): number {
    return (this.#random() + this.#random() + this.#random() + this.#random() - 2) * Math.sqrt(3) * deviation;
  }
}

const converter = new DataView(new ArrayBuffer(4));

/** The bits of the nearest half float towards zero; what is too small for a normal one becomes 0. */
function halfFloat(value: number): number {
  converter.setFloat32(0, value);
  const bits = converter.getUint32(0);
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 112;
  return exponent <= 0 ? sign : sign | (exponent << 10) | ((bits >>> 13) & 0x3ff);
}
