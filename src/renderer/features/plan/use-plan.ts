import type { WireError } from "../../../shared/errors";
import type { Plan } from "../../../shared/shapes/plan";
import { useAnswer } from "../../store/use-answer";
import { useSnapshot } from "../../store/window-context";
import { bytesOfResident } from "../residency/resident-memory";
import { alternativeWishes, type PlanWish } from "./plan-wish";
import { waysOf, type PlanWay } from "./plan-ways";

/** Typing rests so long before a plan is asked for. */
const restMilliseconds = 80;
/** Free memory moves all the time; a plan is asked for again when it has moved by so much. */
const freeStepBytes = 2 ** 29;

export interface PlanAnswer {
  /** Of the wish's own model; with other figures than wished for until the answer is there. */
  readonly plan: Plan | null;
  readonly error: WireError | null;
  readonly ways: readonly PlanWay[];
  /** Whether all of it answers the wish as it stands. */
  readonly current: boolean;
}

/** The plan for a wish with its ways out, each with figures of the core's own; again whenever wish, residents or memory change. */
export function usePlan(wish: PlanWish | null): PlanAnswer {
  const residents = useSnapshot((snapshot) => snapshot.residents);
  const free = useSnapshot(({ machine }) => Math.round(machine.freeForModelsBytes / freeStepBytes));
  const changes = `${free} ${residents.map(({ reference, state }) => `${reference} ${state}`).join(" ")}`;
  const answer = useAnswer("plan", wish, changes, restMilliseconds);
  const { error, current } = answer;
  const plan = answer.input?.reference === wish?.reference ? answer.value : null;
  const others = alternativeWishes(wish ?? { reference: "" }, current ? plan : null);
  const cacheType = useAnswer("plan", others.cacheType, changes);
  const context = useAnswer("plan", others.context, changes);
  const slots = useAnswer("plan", others.slots, changes);
  const known = <T>({ value, current: isCurrent }: { value: T | null; current: boolean }) => (isCurrent ? value : null);
  const bytesOf = (reference: string) => {
    const resident = residents.find((candidate) => candidate.reference === reference);
    return resident === undefined ? 0 : bytesOfResident(resident).total;
  };
  const alternatives = [
    { kind: "cacheType" as const, wish: others.cacheType, plan: known(cacheType) },
    { kind: "context" as const, wish: others.context, plan: known(context) },
    { kind: "slots" as const, wish: others.slots, plan: known(slots) },
  ];
  const ways = wish === null || plan === null ? [] : waysOf(wish, plan, alternatives, bytesOf);
  return { plan, error: current ? error : null, ways, current };
}
