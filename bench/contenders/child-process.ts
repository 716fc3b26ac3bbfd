import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** A script of this folder in a process of its own that answers one job after the other, beginning with a message that it is ready. */
export class ChildJobs<Job extends object, Result> {
  readonly #child: ChildProcess;
  readonly #exit: Promise<unknown>;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.#exit = once(child, "exit");
  }

  static async start<Job extends object, Result>(
    script: string,
    args: readonly string[],
  ): Promise<ChildJobs<Job, Result>> {
    const jobs = new ChildJobs<Job, Result>(fork(join(import.meta.dirname, script), args, { execArgv: [] }));
    await jobs.#answer();
    return jobs;
  }

  async run(job: Job): Promise<Result> {
    const answer = this.#answer();
    this.#child.send(job);
    return (await answer) as Result;
  }

  async stop(): Promise<void> {
    this.#child.kill();
    await this.#exit;
  }

  async #answer(): Promise<unknown> {
    const message = once(this.#child, "message").then(([first]: unknown[]) => ({ message: first }));
    const answer = await Promise.race([message, this.#exit.then(() => null)]);
    if (answer === null) throw new Error("A process of the bench ended early.");
    return answer.message;
  }
}
