import { TresorError } from "../../shared/errors";
import type { GenerateRequest, LoadOptions } from "../core/engine/engine";
import type { FromWorker, ToWorker } from "../core/engine/protocol";
import { observeSeal } from "./seal-probe";
import { openResident, type OpenResident } from "./open-resident";

/** What a worker does with the core's messages. */
export class WorkerSession {
  readonly #send: (message: FromWorker) => void;
  #resident: OpenResident | null = null;
  /** Requests whose prompt is being prepared; a cancelled one is taken out. */
  readonly #preparing = new Set<string>();

  constructor(send: (message: FromWorker) => void) {
    this.#send = send;
  }

  /** Milliseconds that the step has taken which runs now. */
  get stepMilliseconds(): number {
    return this.#resident?.scheduler.stepMilliseconds ?? 0;
  }

  async handle(message: ToWorker): Promise<void> {
    switch (message.type) {
      case "load": {
        await this.#load(message.options);
        return;
      }
      case "generate": {
        await this.#generate(message.request);
        return;
      }
      case "compute": {
        await this.#compute(message);
        return;
      }
      case "cancel":
        this.#preparing.delete(message.id);
        return this.#resident?.scheduler.cancel(message.id);
      case "acknowledge":
        return this.#resident?.scheduler.acknowledge(message.id, message.tokens);
      case "keepPrefixes": {
        await this.#resident?.keepPrefixes(message.options);
        return;
      }
      case "forgetPrefixes":
        return this.#resident?.forgetPrefixes();
      case "touch": {
        // A touch that fails costs nobody anything; the next request will say what is wrong.
        await this.#resident?.scheduler.touch().catch(() => undefined);
        return;
      }
      case "probe": {
        this.#send({ type: "probed", observation: await observeSeal() });
        return;
      }
      case "shutdown": {
        await this.#resident?.close();
        process.exit(0);
      }
    }
  }

  async #load(options: LoadOptions): Promise<void> {
    try {
      const resident = await openResident(options, this.#send);
      this.#resident = resident;
      this.#send({ type: "loaded", model: resident.loaded });
    } catch (error) {
      this.#send({ type: "loadFailed", error: TresorError.from(error).toWire() });
    }
  }

  async #generate(request: GenerateRequest): Promise<void> {
    this.#preparing.add(request.id);
    try {
      const { generations, scheduler } = this.#required();
      const generation = await generations.create(request);
      if (this.#preparing.has(request.id)) scheduler.submit(generation);
    } catch (error) {
      this.#send({ type: "events", items: [{ id: request.id, error: TresorError.from(error).toWire() }] });
    } finally {
      this.#preparing.delete(request.id);
    }
  }

  async #compute({ id, task, input }: ToWorker & { readonly type: "compute" }): Promise<void> {
    try {
      const answer = this.#required().tasks[task] as (input: unknown) => Promise<unknown>;
      this.#send({ type: "computed", id, output: await answer(input) });
    } catch (error) {
      this.#send({ type: "notComputed", id, error: TresorError.from(error).toWire() });
    }
  }

  #required(): OpenResident {
    if (this.#resident === null) throw new TresorError("not_resident", "The model is not loaded.");
    return this.#resident;
  }
}
