import { pino } from "pino";
import type { ModelDimensions } from "../../src/main/core/library/library-port";
import type { KeepAlivePreferences } from "../../src/main/core/residency/keep-alive";
import type { LoadPreferences } from "../../src/main/core/residency/model-loader";
import type { MeasuredResidency } from "../../src/main/core/residency/measured-residency";
import { createResidency } from "../../src/main/core/residency/residency";
import type { Lease, LoadWish, ResidencySignal } from "../../src/main/core/residency/residency-port";
import type { MachineMemoryFacts } from "../../src/main/core/telemetry/memory-facts";
import type { Model } from "../../src/shared/shapes/model";
import { modelOf } from "../support/model";
import { FakeClock } from "./clock";
import { FakeLauncher } from "./engine";
import { fakeDimensions, FakeLibrary } from "./library";

const gigabyte = 1e9;

/** A library whose models have sizes, and whose models can change. */
export class SizedLibrary extends FakeLibrary {
  readonly weightsBytes = new Map<string, number>();
  #current: readonly Model[];
  #onChange: () => void = () => undefined;

  constructor(references: readonly string[]) {
    const models = references.map((reference) =>
      modelOf({ reference, path: `/models/${reference}.gguf`, contextLength: fakeDimensions.contextLength }),
    );
    super(models);
    this.#current = models;
  }

  /** Other facts under the same references. */
  replace(models: readonly Model[]): void {
    this.#current = models;
    this.#onChange();
  }

  override models(): readonly Model[] {
    return this.#current;
  }

  override async dimensions(reference: string): Promise<ModelDimensions> {
    const { reference: name } = this.resolve(reference);
    return { ...fakeDimensions, weightsBytes: this.weightsBytes.get(name) ?? gigabyte };
  }

  override onChange(listener?: () => void): () => void {
    this.#onChange = listener ?? this.#onChange;
    return () => (this.#onChange = () => undefined);
  }
}

/** A residency among fakes, on a machine with 100 GB, 10 of them used; models of 1 GB. */
export class ResidencyRig {
  readonly clock = new FakeClock();
  readonly launcher = new FakeLauncher();
  readonly library: SizedLibrary;
  readonly residency: MeasuredResidency;
  readonly signals: ResidencySignal[] = [];
  readonly pinsWritten: (readonly string[])[] = [];
  facts: MachineMemoryFacts = {
    totalBytes: 100 * gigabyte,
    usedBytes: 10 * gigabyte,
    pressure: null,
    swapUsedBytes: null,
    wiredBytes: null,
    compressedBytes: null,
    cachedBytes: null,
    gpuLimitBytes: null,
  };
  preferences: LoadPreferences = {
    context: null,
    slots: null,
    threads: null,
    memoryLimitBytes: null,
    reserveBytes: null,
    cacheType: "F16",
    prefillShare: 0.45,
  };
  keepAlive: KeepAlivePreferences = { keepAliveSeconds: null, keepAliveByModel: {}, longestKeepAliveSeconds: null };
  measuredBytes: number | null = null;

  constructor(options: { references?: readonly string[]; pinned?: readonly string[] } = {}) {
    this.library = new SizedLibrary(options.references ?? ["red:f16", "blue:f16", "green:f16"]);
    this.residency = createResidency({
      launcher: this.launcher,
      library: this.library,
      clock: this.clock,
      memory: async () => this.facts,
      processMemory: async () => this.measuredBytes,
      processor: async () => ({ chip: "Fake", logicalCores: 4, physicalCores: 4, performanceCores: 4 }),
      preferences: () => this.preferences,
      prefixes: () => Promise.resolve({ directory: null, key: "", identity: "test", memoryBytes: 0 }),
      gpu: false,
      pinned: options.pinned ?? [],
      keepAlive: () => this.keepAlive,
      onPinsChanged: (references) => this.pinsWritten.push(references),
      logger: pino({ level: "silent" }),
    });
    this.residency.onEvent((signal) => this.signals.push(signal));
  }

  lease(reference: string, wish: LoadWish = {}): Promise<Lease> {
    return this.residency.lease(reference, { requestId: "request-1", client: "test", ...wish });
  }

  state(reference: string): string {
    return this.residency.find(reference)?.state ?? "absent";
  }

  /** The states that a resident was seen in, each once in a row. */
  statesSeen(reference: string): readonly string[] {
    const seen = this.signals.flatMap((signal) => {
      if (signal.type === "changed" && signal.resident.reference === reference) return [signal.resident.state];
      return signal.type === "gone" && signal.reference === reference ? ["gone"] : [];
    });
    return seen.filter((state, index) => state !== seen[index - 1]);
  }

  /** `event reference`, oldest first. */
  happened(): readonly string[] {
    return this.residency
      .history()
      .map(({ event, reference }) => `${event} ${reference}`)
      .reverse();
  }
}
