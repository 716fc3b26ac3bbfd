import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { GgufError } from "../../../../../src/main/core/gguf/gguf-error";
import { inspectModel } from "../../../../../src/main/core/gguf/inspect-model";
import { parseHeader } from "../../../../../src/main/core/gguf/parse-header";
import { BufferSource } from "../../../../support/gguf/buffer-source";
import { numbers, text, texts, u32 } from "../../../../support/gguf/gguf-bytes";
import { hostileFiles } from "../../../../support/gguf/hostile";
import { plainFile } from "../../../../support/gguf/plain-models";
import { seededRandom } from "../../../../../src/main/worker/sample/seeded-random";

const demo = join(import.meta.dirname, "../../../../../resources/models/stories260K.gguf");

describe("parseHeader", () => {
  it("reads versions 2 and 3", () => {
    for (const version of [2, 3]) {
      const header = parseHeader(new BufferSource(plainFile({ version })));
      expect(header.version).toBe(version);
      expect(header.tensors.map(({ name, bytes, offset }) => [name, bytes, offset])).toEqual([
        ["token_embd.weight", 1024, 0],
        ["blk.0.attn_q.weight", 4352, 1024],
        ["blk.1.attn_q.weight", 4352, 5376],
        ["output_norm.weight", 256, 9728],
      ]);
    }
  });

  it("reads the demo model, and of it no more than the header's block", () => {
    const source = new BufferSource(readFileSync(demo));
    const header = parseHeader(source);
    expect(header.tensors).toHaveLength(48);
    expect(header.metadata.text("general.architecture")).toBe("llama");
    expect(source.bytesRead).toBeLessThanOrEqual(256 * 1024);
  });

  it("keeps scalars and short arrays, and only counts long ones", () => {
    const words = Array.from({ length: 5_000 }, (_, index) => `word${index}`);
    const { metadata } = parseHeader(
      new BufferSource(
        plainFile({
          metadata: {
            "a.number": u32(7),
            "a.big": { type: "u64", value: 2 ** 60 },
            "a.infinity": { type: "f32", value: Infinity },
            "a.flag": { type: "bool", value: 1 },
            "a.short": numbers("i32", [1, 2]),
            "a.words": texts(words),
            "a.essay": text("x".repeat(5_000)),
          },
        }),
      ),
    );
    expect(metadata.entries.get("a.number")).toEqual({ kind: "scalar", type: "u32", value: 7 });
    expect(metadata.entries.get("a.big")).toEqual({ kind: "scalar", type: "u64", value: "1152921504606846976" });
    expect(metadata.entries.get("a.infinity")).toEqual({ kind: "scalar", type: "f32", value: "Infinity" });
    expect(metadata.entries.get("a.flag")).toEqual({ kind: "scalar", type: "bool", value: true });
    expect(metadata.entries.get("a.short")).toEqual({ kind: "array", elementType: "i32", count: 2, elements: [1, 2] });
    expect(metadata.entries.get("a.words")).toEqual({
      kind: "array",
      elementType: "string",
      count: 5_000,
      elements: null,
    });
    expect(metadata.entries.get("a.essay")).toEqual({ kind: "longText", bytes: 5_000 });
  });

  it("reads a header that spans many blocks", () => {
    const words = Array.from({ length: 60_000 }, (_, index) => `word number ${index}`);
    const header = parseHeader(new BufferSource(plainFile({ metadata: { "tokenizer.ggml.tokens": texts(words) } })));
    expect(header.metadata.array("tokenizer.ggml.tokens")?.count).toBe(60_000);
    expect(header.tensors).toHaveLength(4);
  });
});

describe("a hostile file", () => {
  it.each(hostileFiles)("is refused: $name", ({ bytes, reason }) => {
    const source = new BufferSource(bytes);
    expect(() => inspectModel(source, "hostile")).toThrow(GgufError);
    expect(() => inspectModel(source, "hostile")).toThrow(reason);
  });

  it("never gets more than a reason out of the parser, whatever bytes are changed", () => {
    const whole = plainFile({ metadata: { "tokenizer.chat_template": text("{{ messages }}") } });
    const headerBytes = parseHeader(new BufferSource(whole)).dataOffset;
    const random = seededRandom(20_261_120);
    let refused = 0;
    for (let round = 0; round < 1_500; round++) {
      const source = new BufferSource(mutate(whole, headerBytes, random));
      try {
        expect(inspectModel(source, "mutant").description.parameters).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(GgufError);
        refused += 1;
      }
      expect(source.bytesRead).toBeLessThanOrEqual(whole.length + 256 * 1024);
    }
    expect(refused).toBeGreaterThan(500);
  });
});

/** One to four places of the header overwritten with random or extreme bytes, and sometimes the end cut off. */
function mutate(whole: Buffer, headerBytes: number, random: () => number): Buffer {
  const bytes = Buffer.from(whole);
  const places = 1 + Math.floor(random() * 4);
  for (let place = 0; place < places; place++) {
    const at = Math.floor(random() * headerBytes);
    const kind = random();
    if (kind < 0.5) bytes[at] = Math.floor(random() * 256);
    else bytes.fill(kind < 0.75 ? 0xff : 0x00, at, Math.min(at + 8, headerBytes));
  }
  return random() < 0.2 ? bytes.subarray(0, Math.floor(random() * bytes.length)) : bytes;
}
