import { describe, expect, it } from "vitest";
import { namesOf } from "../../../../../src/renderer/features/residency/model-name";
import { barSegments, barSummary } from "../../../../../src/renderer/features/residency/bar-segments";
import { gpuLimitShare, memorySegments } from "../../../../../src/renderer/features/residency/memory-segments";
import { bytesOfResident } from "../../../../../src/renderer/features/residency/resident-memory";
import { languageOf } from "../../../../../src/renderer/language/language";
import { studio } from "../../../../support/renderer-preview/scene";

const { machine, residents } = studio.snapshot;
const [text] = residents as [(typeof residents)[number]];
const gigabyte = 1024 ** 3;
const plain = (words: string) => words.replaceAll("\u202F", " ");

describe("a resident's memory", () => {
  it("is what was measured, its process being what the parts do not explain", () => {
    const memory = { ...text.memory, measuredBytes: 400 * gigabyte };
    expect(bytesOfResident({ pid: 1, memory }).process / gigabyte).toBeCloseTo(4);
  });

  it("is at least its parts: mapped weights count before they were read", () => {
    const memory = { ...text.memory, measuredBytes: 2 * gigabyte };
    expect(bytesOfResident({ pid: 1, memory }).total / gigabyte).toBeCloseTo(396);
  });

  it("is nothing without a process", () => {
    expect(bytesOfResident({ pid: null, memory: text.memory }).total).toBe(0);
  });
});

describe("the machine's memory in segments", () => {
  it("adds up to the whole, models first and the system last", () => {
    const segments = memorySegments(machine, residents);
    expect(segments.map(({ kind }) => kind)).toEqual(["resident", "resident", "resident", "free", "reserve", "system"]);
    expect(segments.reduce((sum, { bytes }) => sum + bytes, 0)).toBeCloseTo(machine.totalBytes, -3);
  });

  it("gives up what is free, then the reserve, when the system wants more", () => {
    const tight = { ...machine, systemBytes: 90 * gigabyte };
    const bytes = Object.fromEntries(memorySegments(tight, residents).map(({ kind, bytes }) => [kind, bytes]));
    expect(bytes["free"]).toBe(0);
    expect((bytes["reserve"] ?? 0) / gigabyte).toBeCloseTo(6.6);
  });

  it("is told in words, part by part and in sum", () => {
    const english = languageOf("en", "");
    expect(
      plain(barSegments(machine, residents, english, namesOf(studio.snapshot.models), "medium")[0]?.words ?? ""),
    ).toBe("text 396.0 GB, weights 392.6 GB, KV 2.1 GB, compute 1.3 GB");
    expect(plain(barSummary(machine, residents, english))).toBe(
      "415.4 GB models, 41.4 GB free, 24.0 GB reserve, 31.2 GB system",
    );
  });

  it("has the GPU limit's place only where there is one", () => {
    expect(gpuLimitShare(machine)).toBeCloseTo(0.906, 3);
    expect(gpuLimitShare({ ...machine, gpuLimitBytes: null })).toBeNull();
  });
});
