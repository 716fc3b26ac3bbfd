import type { RolesPlan } from "../../shared/shapes/plan";
import { memoryBar } from "./memory-bar";
import { barWidthOf } from "./plan-text";
import type { Session } from "./session";
import { table } from "./table";

/** One pattern a model, in turn: neighbours differ. */
const patterns = ["█", "▒", "▓"] as const;

/** All roles at once, for people: the verdict, the picture, a row for each model. */
export function rolesText(plan: RolesPlan, session: Session): string {
  const { words, figures } = session;
  const { columns, plan: say } = words;
  if (plan.plans.length === 0) return `${say.noRoles}\n`;
  const left = plan.availableBytes - plan.totalBytes;
  const pieces = plan.plans.map(({ totalBytes }, index) => ({
    pattern: patterns[index % patterns.length] ?? "█",
    bytes: totalBytes,
  }));
  return [
    `${plan.fits ? say.fits(figures.memory(left)) : say.short(figures.memory(-left))}\n`,
    `${memoryBar(pieces, plan.availableBytes, barWidthOf(session))}\n`,
    table(
      [
        { title: "" },
        { title: say.columns.roles },
        { title: columns.model },
        { title: columns.memory, align: "right" },
        { title: columns.context, align: "right" },
        { title: columns.slots, align: "right" },
      ],
      plan.plans.map(({ roles, reference, totalBytes, context, slots }, index) => [
        pieces[index]?.pattern ?? "",
        roles.join(", "),
        reference,
        figures.memory(totalBytes),
        figures.count(context),
        figures.count(slots),
      ]),
    ),
    ...(plan.mustLeave.length === 0 ? [] : [`${say.mustLeave}: ${plan.mustLeave.join(", ")}\n`]),
  ].join("\n");
}
