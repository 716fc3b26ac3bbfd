import type { Client } from "../../shared/contract/derive";
import { TresorError } from "../../shared/errors";
import type { Planning } from "../core/planning/planning";
import { clientOf, type Session } from "./session";
import { untilInterrupted } from "./until-interrupted";

/** One question about plans, as it is put to a running Tresor and to the planner itself. */
export interface PlanningQuestion<T> {
  readonly ofClient: (client: Client) => Promise<T>;
  readonly ofPlanning: (planning: Planning) => Promise<T>;
}

/** Asks the running Tresor, which knows what is loaded; without one, plans itself. */
export async function askPlanning<T>(session: Session, { ofClient, ofPlanning }: PlanningQuestion<T>): Promise<T> {
  try {
    return await ofClient(clientOf(session));
  } catch (error) {
    if (TresorError.from(error).code !== "not_running") throw error;
  }
  const open = await untilInterrupted(session, session.capabilities.openPlanning(session));
  try {
    return await untilInterrupted(session, ofPlanning(open.planning));
  } finally {
    await open.dispose();
  }
}
