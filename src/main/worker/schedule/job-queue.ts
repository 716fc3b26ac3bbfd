import type { Priority } from "../../core/engine/engine";

/** What the order of waiting requests depends on. */
export interface Waiting {
  readonly id: string;
  readonly priority: Priority;
  readonly client: string;
  /** Milliseconds on any clock; the smaller came first. */
  readonly arrivedAt: number;
}

const classes: Readonly<Record<Priority, number>> = { interactive: 0, api: 1, background: 2 };
/** Clients whose turns are remembered; the longest unseen are forgotten first, which gives them no worse a turn. */
const rememberedClients = 256;

/**
 * Requests that wait for a slot. First by class; within a class the client with the fewest requests at work, then the one whose last
 * turn is longest ago; within a client by arrival. One client with a hundred requests does not keep another's single one waiting.
 */
export class JobQueue<Job extends Waiting> {
  #waiting: Job[] = [];
  /** The number of each client's last turn. */
  readonly #turns = new Map<string, number>();
  #turn = 0;

  get length(): number {
    return this.#waiting.length;
  }

  push(job: Job): void {
    this.#waiting.push(job);
  }

  remove(id: string): Job | undefined {
    return this.takeWhere((job) => job.id === id)[0];
  }

  /** Takes out all jobs of which the test is true. */
  takeWhere(test: (job: Job) => boolean): Job[] {
    const taken = this.#waiting.filter(test);
    if (taken.length > 0) this.#waiting = this.#waiting.filter((job) => !taken.includes(job));
    return taken;
  }

  /** Takes the next job. `atWork` are the clients of the jobs that hold a slot now, one entry for each. */
  take(atWork: readonly string[]): Job | undefined {
    const next = earliest(this.#waiting, (job) => [
      classes[job.priority],
      atWork.filter((client) => client === job.client).length,
      this.#turns.get(job.client) ?? 0,
      job.arrivedAt,
    ]);
    if (next === undefined) return undefined;
    this.#waiting.splice(this.#waiting.indexOf(next), 1);
    this.#remember(next.client);
    return next;
  }

  #remember(client: string): void {
    this.#turns.delete(client);
    this.#turns.set(client, ++this.#turn);
    const [oldest] = this.#turns.keys();
    if (this.#turns.size > rememberedClients && oldest !== undefined) this.#turns.delete(oldest);
  }
}

/** Whose prompt is read first, by the same classes. */
export function comesBefore(one: Waiting, other: Waiting): number {
  return classes[one.priority] - classes[other.priority] || one.arrivedAt - other.arrivedAt;
}

function earliest<Job>(jobs: readonly Job[], rank: (job: Job) => readonly number[]): Job | undefined {
  let best: { job: Job; rank: readonly number[] } | undefined;
  for (const job of jobs) {
    const own = rank(job);
    if (best === undefined || isLess(own, best.rank)) best = { job, rank: own };
  }
  return best?.job;
}

function isLess(one: readonly number[], other: readonly number[]): boolean {
  for (const [index, value] of one.entries()) {
    const against = other[index] ?? 0;
    if (value !== against) return value < against;
  }
  return false;
}
