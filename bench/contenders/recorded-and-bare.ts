import { createGateway } from "../../src/main/core/gateway/gateway";
import type { Gateway } from "../../src/main/core/gateway/gateway-port";
import type { Engine } from "../../src/main/core/engine/engine";
import { WorkerLauncher } from "../../src/main/core/engine/worker-launcher";
import type { Inference, InferenceEvent, InferenceRequest } from "../../src/main/core/inference/canonical";
import { generateChoices } from "../../src/main/core/inference/generate-choices";
import { ObservedInference } from "../../src/main/core/inference/observed-inference";
import { createLogger } from "../../src/main/core/kernel/logger";
import type { Ledger } from "../../src/main/core/ledger/ledger";
import { recordedRequests } from "../../src/main/core/ledger/recorded-requests";
import { FakeCore } from "../../test/fakes/gateway";
import { builtFiles } from "../../test/support/built-files";
import { HttpLoad } from "./http-load";

const slots = 4;
const context = 512;
const logger = createLogger({ level: "silent" });
/** The one model of `FakeCore`'s library. */
const reference = "tiny";

interface Served {
  readonly gateway: Gateway;
  readonly load: HttpLoad;
}

/**
 * Two gateways before the same worker: one records its requests in a ledger, the other does not, which no built Tresor can be told to.
 * All else of them is alike.
 */
export class RecordedAndBare {
  readonly #engine: Engine;
  readonly #served: Readonly<Record<"recorded" | "bare", Served>>;

  private constructor(engine: Engine, served: Readonly<Record<"recorded" | "bare", Served>>) {
    this.#engine = engine;
    this.#served = served;
  }

  static async start(modelPath: string, ledger: Ledger): Promise<RecordedAndBare> {
    const engine = await new WorkerLauncher({ processes: builtFiles(), seal: () => "off", logger }).launch();
    const load = { path: modelPath, context, slots, threads: 1, kvCacheBytes: 0, gpu: false };
    await engine.load(load, () => undefined);
    const inference = straightTo(engine);
    const recorder = recordedRequests({
      ledger,
      rulesOf: () => null,
      refuseWithoutLedger: () => false,
      hashOf: () => null,
    });
    return new RecordedAndBare(engine, {
      recorded: await serve(new ObservedInference(inference, [recorder])),
      bare: await serve(new ObservedInference(inference, [])),
    });
  }

  /** All are sent at once, and as many run side by side as the model has slots. */
  async requestsPerSecond(name: "recorded" | "bare", requests: number, tokens: number): Promise<number> {
    const startedAt = performance.now();
    await this.#served[name].load.run(Array.from({ length: requests }, () => ({ prompt: "Once upon a time", tokens })));
    return (requests * 1_000) / (performance.now() - startedAt);
  }

  async stop(): Promise<void> {
    for (const { gateway, load } of Object.values(this.#served)) {
      await load.stop();
      await gateway.close(0);
    }
    await this.#engine.dispose();
  }
}

async function serve(inference: Inference): Promise<Served> {
  const gateway = createGateway(new FakeCore().dependencies({ inference, logger }));
  const url = await gateway.listen("127.0.0.1", 0);
  return { gateway, load: await HttpLoad.start(() => url, reference) };
}

function straightTo(engine: Engine): Inference {
  return {
    run: (request, signal) => answers(engine, request, signal),
    compute: () => Promise.reject(new Error("Not asked in this bench.")),
  };
}

async function* answers(
  engine: Engine,
  request: InferenceRequest,
  signal: AbortSignal,
): AsyncGenerator<InferenceEvent, void, void> {
  yield { type: "model", model: { reference, digest: null, template: "model" } };
  const generated = yield* generateChoices(engine, request, signal, () => undefined);
  if (generated === null) return;
  const { usage, timings } = generated;
  const totalMilliseconds = timings.prefillMilliseconds + timings.decodeMilliseconds;
  yield { type: "done", usage, timings: { ...timings, loadMilliseconds: 0, totalMilliseconds } };
}
