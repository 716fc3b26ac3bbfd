import { TresorError } from "../../../shared/errors";
import type { Clock } from "../kernel/clock";
import type { Logger } from "../kernel/logger";
import { throwIfAborted, untilAborted } from "../kernel/until-aborted";
import { asksForMore } from "./context-choice";
import { queuedJob, type DemandBook } from "./demand-book";
import type { LiveResident } from "./live-resident";
import type { ModelLoader } from "./model-loader";
import type { LeaseWish, LoadWish } from "./residency-port";
import type { Departure } from "./resident-owner";
import type { ResidentList } from "./resident-list";
import type { RoomKeeper } from "./room-keeper";
import { SharedLoad } from "./shared-load";

export interface WaitingRoomOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly residents: ResidentList;
  readonly demands: DemandBook;
  readonly loader: ModelLoader;
  readonly room: RoomKeeper;
  /** A new resident of this name, in the list. */
  readonly add: (reference: string) => LiveResident;
  readonly send: (reference: string, departure: Departure) => void;
  readonly changed: (resident: LiveResident) => void;
  readonly moved: () => void;
  /** @throws TresorError when nothing may be started any more */
  readonly throwIfOver: () => void;
}

/** A wish for a ready resident, and for what. */
export interface ReadyWish<T> {
  readonly reference: string;
  readonly wish: LoadWish;
  /** Why it would be loaded. */
  readonly reason: string;
  /** Null where no request waits. */
  readonly request: Pick<LeaseWish, "requestId" | "client"> | null;
  readonly use: (resident: LiveResident) => T;
}

/** Where all wait until the resident that they want is ready. */
export class WaitingRoom {
  readonly #options: WaitingRoomOptions;

  constructor(options: WaitingRoomOptions) {
    this.#options = options;
  }

  /**
   * Hands a ready resident to `use` at the very moment at which it is ready, so that nothing comes in between; loads it first when
   * needed. One that is leaving is waited for and loaded anew. Whoever waits is in the book of demands from the first wait on, until
   * the moment of `use`: what has been loaded for somebody is not sent away before.
   */
  async whenReady<T>({ reference, wish, reason, request, use }: ReadyWish<T>): Promise<T> {
    const { residents, add, moved, throwIfOver } = this.#options;
    let close: (() => void) | null = null;
    let content = false;
    try {
      for (;;) {
        throwIfOver();
        throwIfAborted(wish.signal);
        const name = residents.nameOf(reference);
        const resident = residents.get(name);
        if (resident?.phase !== "ready" || resident.isLeaving) {
          close ??= this.#open(name, request);
          await this.#bringCloser(resident ?? add(name), wish, reason);
        } else if (!content && asksForMore(wish, resident.snapshot(), resident.contextLength)) {
          content = true;
          await this.#reload(resident, wish);
        } else {
          close?.();
          return use(resident);
        }
      }
    } finally {
      close?.();
      if (close !== null) moved();
    }
  }

  /** Whether it could be loaded if all left that may; `except` is counted as gone. */
  async could(reference: string, wish: LoadWish, except: LiveResident | null): Promise<boolean> {
    const { loader, room, logger } = this.#options;
    try {
      return await room.couldFit(await loader.plans(reference, wish), except);
    } catch (error) {
      logger.debug({ reference, err: error }, "whether it could be loaded is not known");
      return false;
    }
  }

  #open(name: string, request: ReadyWish<unknown>["request"]): () => void {
    const { clock, demands, room } = this.#options;
    const since = clock.now();
    const job = request === null ? null : queuedJob(request.requestId, request.client, since);
    return demands.open(name, { since, job }, room.loadMilliseconds(name));
  }

  /** Waits for the next thing that has to happen before the resident is ready. */
  async #bringCloser(resident: LiveResident, wish: LoadWish, reason: string): Promise<void> {
    const ending = resident.isLeaving ? resident.gone : resident.load?.cancelled === true ? resident.load.ended : null;
    if (ending !== null) {
      await untilAborted(ending, wish.signal);
      return;
    }
    const load = resident.load ?? this.#startLoad(resident, wish, reason);
    this.#options.changed(resident);
    await load.join(wish, () => new TresorError("cancelled", `Nobody waited for ${resident.reference} any more.`));
    if (resident.error !== null) throw resident.error;
  }

  #startLoad(resident: LiveResident, wish: LoadWish, reason: string): SharedLoad {
    const { loader } = this.#options;
    const load = new SharedLoad((signal, onProgress) => loader.load({ resident, wish, signal, onProgress }));
    resident.startLoad(load, reason);
    return load;
  }

  /** Sends a ready one away that is to have more, if nobody uses it and the new one could be had; else it stays as it is. */
  async #reload(resident: LiveResident, wish: LoadWish): Promise<void> {
    const { reference } = resident;
    const usable = () => resident.isIdle && this.#options.demands.count(reference) === 0;
    if (!usable() || !(await this.could(reference, wish, resident)) || !usable()) return;
    const wanted = [
      ...(wish.context === undefined ? [] : [`a context of ${wish.context}`]),
      ...(wish.slots === undefined ? [] : [`${wish.slots} slots`]),
    ];
    this.#options.send(reference, { event: "unloaded", reason: `to be loaded anew with ${wanted.join(" and ")}` });
  }
}
