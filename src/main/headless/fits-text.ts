import type { FitRow, FitTable, MachineKind } from "../../shared/shapes/fits";
import { memoryBar } from "./memory-bar";
import { adviceText, rateText } from "./plan-text";
import type { Session } from "./session";
import { table } from "./table";

/** From this width on the table has a picture beside its figures. */
const columnsWithBar = 120;
/** In a terminal that is narrower, what can be told from the rest is left out. */
const columnsWithAll = 100;
const barWidth = 20;
const weightsPattern = "█";

/** Which models a machine holds, for people: the machine, a row for each model, and what must be done for some. */
export function fitsText(fits: FitTable, session: Session): string {
  const { words } = session;
  const withAdvice = fits.models.filter(({ advice, fits: fitting }) => fitting && advice.length > 0);
  return [
    `${machineLine(fits.machineKind, session)}\n`,
    fitRows(fits, session),
    ...withAdvice.map(({ displayName, advice }) => `${displayName}\n${adviceText(advice, session)}`),
    `${words.plan.ceilingNote}\n`,
  ].join("\n");
}

function machineLine(machine: MachineKind, { words: { plan: say }, figures }: Session): string {
  const { displayName, memoryBytes, bandwidthBytesPerSecond, bandwidthMeasured, priceEuros, powerWatts } = machine;
  const bandwidth =
    bandwidthBytesPerSecond === null
      ? say.bandwidthUnknown
      : `${figures.count(bandwidthBytesPerSecond / 1e9)} GB/s${bandwidthMeasured === true ? ` (${say.measured})` : ""}`;
  const sold = [
    ...(priceEuros === null ? [] : [`${figures.count(priceEuros)} €`]),
    ...(powerWatts === null ? [] : [`${figures.count(powerWatts)} W`]),
  ];
  return [
    displayName,
    figures.memory(memoryBytes),
    bandwidth,
    ...(sold.length === 0 ? [] : [`${sold.join(", ")} (${say.asOf(machine.asOf)})`]),
    ...(machine.expected ? [say.expected] : []),
  ].join(" · ");
}

function fitRows({ models, memoryBytes }: FitTable, session: Session): string {
  const { words, figures, terminal } = session;
  const { columns, plan: say } = words;
  const width = terminal.output.columns ?? columnsWithAll;
  const whole = width >= columnsWithAll;
  const pictured = width >= columnsWithBar;
  return table(
    [
      { title: columns.model },
      { title: columns.parameters, align: "right" },
      ...(whole ? [{ title: say.columns.active, align: "right" as const }] : []),
      { title: say.columns.weights, align: "right" },
      ...(whole ? [{ title: columns.quality }] : []),
      { title: say.columns.fits },
      { title: say.columns.ceiling, align: "right" },
      ...(pictured ? [{ title: columns.memory }] : []),
    ],
    models.map((row) => [
      row.name,
      figures.parameters(row.parameters),
      ...(whole ? [figures.parameters(row.activeParameters)] : []),
      figures.file(row.weightsBytes),
      ...(whole ? [words.quality[row.quality]] : []),
      row.fits ? words.yes : words.no,
      ceiling(row, session),
      ...(pictured ? [picture(row, memoryBytes)] : []),
    ]),
  );
}

const picture = ({ weightsBytes }: FitRow, memoryBytes: number): string =>
  memoryBar([{ pattern: weightsPattern, bytes: weightsBytes }], memoryBytes, barWidth);

function ceiling({ tokensPerSecondCeiling }: FitRow, session: Session): string {
  return tokensPerSecondCeiling === null ? "–" : rateText(tokensPerSecondCeiling, session);
}
