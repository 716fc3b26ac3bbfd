import { TresorError } from "../../shared/errors";
import type { GenerateRequest, LoadOptions } from "../core/engine/engine";
import type { FromWorker, ToWorker } from "../core/engine/protocol";
import { loadResidentModel, type ResidentModel } from "./resident-model";
import { Scheduler } from "./scheduler";
import { Slot } from "./slot";

/** What a worker does with the core's messages. */
export class WorkerSession {
  readonly #send: (message: FromWorker) => void;
  #resident: ResidentModel | null = null;
  #scheduler: Scheduler | null = null;

  constructor(send: (message: FromWorker) => void) {
    this.#send = send;
  }

  async handle(message: ToWorker): Promise<void> {
    switch (message.type) {
      case "load": {
        await this.#load(message.options);
        return;
      }
      case "generate": {
        this.#generate(message.request);
        return;
      }
      case "cancel":
        return this.#scheduler?.cancel(message.id);
      case "acknowledge":
        return this.#scheduler?.acknowledge(message.id, message.tokens);
      case "shutdown": {
        await this.#shutdown();
        return;
      }
    }
  }

  async #load(options: LoadOptions): Promise<void> {
    try {
      const resident = await loadResidentModel(options, (progress) => this.#send({ type: "progress", progress }));
      const slots = Array.from(
        { length: resident.loaded.slots },
        () => new Slot(resident.context.getSequence(), resident.model, () => performance.now()),
      );
      this.#resident = resident;
      this.#scheduler = new Scheduler(slots, (items) => this.#send({ type: "events", items }));
      void this.#scheduler.run();
      this.#send({ type: "loaded", model: resident.loaded });
    } catch (error) {
      this.#send({ type: "loadFailed", error: TresorError.from(error).toWire() });
    }
  }

  #generate(request: GenerateRequest): void {
    try {
      if (this.#resident === null || this.#scheduler === null)
        throw new TresorError("not_resident", "The model is not loaded.");
      const { tokens, stops } = this.#resident.prompts.tokenize(request.prompt);
      this.#scheduler.submit({ request, tokens, stops, arrivedAt: performance.now() });
    } catch (error) {
      this.#send({ type: "events", items: [{ id: request.id, error: TresorError.from(error).toWire() }] });
    }
  }

  /** Context and model in this order: Metal asserts on a process that exits with live buffers (llama.cpp #22595). */
  async #shutdown(): Promise<void> {
    this.#scheduler?.stop();
    await this.#resident?.context.dispose();
    await this.#resident?.model.dispose();
    process.exit(0);
  }
}
