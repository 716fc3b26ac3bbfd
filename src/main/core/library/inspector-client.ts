import { TresorError } from "../../../shared/errors";
import type { ModelInspection } from "../gguf/inspect-model";
import type { ProcessFiles } from "../tresor-port";
import type { Inspector } from "./inspector";
import { InspectorDied, InspectorProcess } from "./inspector-process";
import type { InspectorAnswer } from "./inspector-protocol";

/** For each part of a model. */
const inspectMilliseconds = 1_000;
const mostInspectMilliseconds = 20_000;

/**
 * The Inspector port over two child processes: one parses headers, a file at a time, so that a deadline and a crash belong to one
 * file; the other hashes, so that a file of hundreds of gigabytes never delays a listing.
 */
export class InspectorClient implements Inspector {
  readonly #parser: InspectorProcess;
  readonly #hasher: InspectorProcess;
  #lastInspection: Promise<unknown> = Promise.resolve();

  constructor(processes: ProcessFiles) {
    this.#parser = new InspectorProcess(processes);
    this.#hasher = new InspectorProcess(processes);
  }

  /** The process that parses; null while there is none. */
  get parserPid(): number | null {
    return this.#parser.pid;
  }

  inspect(paths: readonly string[], stem: string): Promise<ModelInspection> {
    const inspection = this.#lastInspection.then(() => this.#inspect(paths, stem));
    this.#lastInspection = inspection.catch(() => undefined);
    return inspection;
  }

  async digest(paths: readonly string[], onProgress?: (bytes: number) => void): Promise<string> {
    const answer = await askTwice(() => this.#hasher.ask({ type: "digest", paths }, { onProgress }));
    if (answer.type === "digested") return answer.digest;
    throw refusal(answer);
  }

  async dispose(): Promise<void> {
    await Promise.all([this.#parser.dispose(), this.#hasher.dispose()]);
  }

  async #inspect(paths: readonly string[], stem: string): Promise<ModelInspection> {
    const deadlineMilliseconds = Math.min(inspectMilliseconds * paths.length, mostInspectMilliseconds);
    const answer = await askTwice(() => this.#parser.ask({ type: "inspect", paths, stem }, { deadlineMilliseconds }));
    if (answer.type === "inspected") return answer.inspection;
    throw refusal(answer);
  }
}

/** A process that died may have been ended by anybody; one that dies again over the same file was ended by the file. */
async function askTwice(ask: () => Promise<InspectorAnswer>): Promise<InspectorAnswer> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof InspectorDied)) throw error;
  }
  try {
    return await ask();
  } catch (error) {
    if (error instanceof InspectorDied) throw new TresorError("model_rejected", error.message);
    throw error;
  }
}

function refusal(answer: InspectorAnswer): TresorError {
  if (answer.type === "refused") return new TresorError("model_rejected", answer.reason);
  return new TresorError("internal", `The inspector answered "${answer.type}" to another question.`);
}
