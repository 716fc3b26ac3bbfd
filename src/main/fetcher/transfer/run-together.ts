type Task = (until: AbortSignal) => Promise<void>;

/**
 * Runs the workers, and the keepers beside them for as long. The first failure ends all; it is thrown when all have ended.
 *
 * @throws what failed first, or what the signal was aborted with
 */
export async function runTogether(
  workers: readonly Task[],
  keepers: readonly Task[],
  signal: AbortSignal,
): Promise<void> {
  const failing = new AbortController();
  const finished = new AbortController();
  const working = AbortSignal.any([signal, failing.signal]);
  const keeping = AbortSignal.any([working, finished.signal]);
  const watched = async (task: Task, until: AbortSignal) => {
    try {
      await task(until);
    } catch (error) {
      failing.abort(error);
    }
  };
  const kept = keepers.map((keeper) => watched(keeper, keeping));
  await Promise.all(workers.map((worker) => watched(worker, working)));
  finished.abort();
  await Promise.all(kept);
  signal.throwIfAborted();
  failing.signal.throwIfAborted();
}
