import type { Plan, PlanAdvice, PlanLine } from "../../shared/shapes/plan";
import { memoryBar } from "./memory-bar";
import type { Session } from "./session";
import { labelled } from "./table";

const patterns: Readonly<Record<PlanLine["what"], string>> = {
  weights: "█",
  kvCache: "▓",
  compute: "▒",
  overhead: "▒",
};
const takenPattern = "░";
const freePattern = "·";
const narrowestBar = 10;
const widestBar = 72;
const usualColumns = 80;

/** A plan for people: the verdict first, then the picture, the sum, and what would help. */
export function planText(plan: Plan, session: Session): string {
  const { words, figures } = session;
  const { plan: say } = words;
  const verdict = plan.fits
    ? say.fits(figures.memory(plan.availableBytes - plan.totalBytes))
    : say.short(figures.memory(plan.missingBytes));
  return [
    `${plan.reference}\n${verdict}\n`,
    `${bar(plan, session)}\n${legend(plan, session)}\n`,
    labelled([
      ...plan.lines.map(({ what, bytes }) => [say.lines[what], figures.memory(bytes)] as const),
      [say.total, figures.memory(plan.totalBytes)],
      [say.available, say.of(figures.memory(plan.availableBytes), figures.memory(plan.memoryLimitBytes))],
    ]),
    labelled([
      [words.show.quality, words.quality[plan.quality]],
      [words.show.context, say.contextOf(figures.count(plan.context), plan.slots, figures.count(plan.slots))],
      [say.cacheType, plan.cacheType],
      [say.largestContext, plan.largestContext === null ? say.none : figures.count(plan.largestContext)],
      [say.speed, speedText(plan, session)],
      ...(plan.mustLeave.length === 0 ? [] : [[say.mustLeave, plan.mustLeave.join(", ")] as const]),
    ]),
    ...(plan.advice.length === 0 ? [] : [`${say.whatHelps}\n${adviceText(plan.advice, session)}`]),
  ].join("\n");
}

/** One way a line, its command under it. */
export function adviceText(advice: readonly PlanAdvice[], { words }: Session): string {
  return advice
    .map(({ kind, text, command }) => {
      const line = `- ${words.plan.advice(kind, text)}\n`;
      return command === null ? line : `${line}    ${command}\n`;
    })
    .join("");
}

/** As wide as the terminal, within reason. */
export function barWidthOf({ terminal }: Session): number {
  return Math.max(narrowestBar, Math.min(widestBar, (terminal.output.columns ?? usualColumns) - 2));
}

export function rateText(tokensPerSecond: number, { figures }: Session): string {
  return tokensPerSecond >= 100 ? figures.count(tokensPerSecond) : figures.decimal(tokensPerSecond);
}

function bar(plan: Plan, session: Session): string {
  const taken = { pattern: takenPattern, bytes: Math.max(0, plan.memoryLimitBytes - plan.availableBytes) };
  const own = plan.lines.map(({ what, bytes }) => ({ pattern: patterns[what], bytes }));
  return memoryBar([taken, ...own], plan.memoryLimitBytes, barWidthOf(session));
}

function legend(plan: Plan, { words: { plan: say } }: Session): string {
  const own = (["weights", "kvCache", "compute"] as const).map((what) => `${patterns[what]} ${say.lines[what]}`);
  const end = plan.fits ? `${freePattern} ${say.free}` : `│ ${say.limit}`;
  return [`${takenPattern} ${say.taken}`, ...own, end].join("   ");
}

function speedText({ tokensPerSecond }: Plan, session: Session): string {
  const { plan: say } = session.words;
  if (tokensPerSecond === null) return say.unknown;
  return say.speedRange(rateText(tokensPerSecond.low, session), rateText(tokensPerSecond.high, session));
}
