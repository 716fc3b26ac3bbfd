import type { Resident } from "../../../shared/shapes/resident";
import { rateSeconds } from "../../store/rate-history";
import { useLanguage, useNow, useWindowState } from "../../store/window-context";
import { Meter, nearlyFullShare } from "../../ui/Meter";
import { ProgressLine } from "../../ui/ProgressLine";
import { QualityMark } from "../../ui/QualityMark";
import { Spark } from "../../ui/Spark";
import { nameOfReference, secondName } from "./model-name";
import { PinToggle } from "./PinToggle";
import { contextUsed, doingOf } from "./resident-doing";
import { bytesOfResident } from "./resident-memory";
import { ResidentNotice } from "./ResidentNotice";
import { UnloadButton } from "./UnloadButton";
import { UnloadConfirmation } from "./UnloadConfirmation";
import { useRowCommands } from "./use-row-commands";

const unseen: readonly (number | null)[] = [];

/** One resident as a row of 40; what went wrong, and what is asked, stand in a row of their own beneath it. */
export function ResidentTableRow({ resident }: { resident: Resident }) {
  const language = useLanguage();
  const now = useNow();
  const commands = useRowCommands(resident);
  const values = useWindowState(({ rates }) => rates.byReference[resident.reference] ?? unseen);
  const noticed = useWindowState(({ notices }) => notices[resident.reference] !== undefined);
  const { words, format } = language;
  const { reference, state } = resident;
  const name = nameOfReference(reference);
  const second = secondName(reference, resident.displayName);
  const bytes = bytesOfResident(resident);
  return (
    <>
      <tr
        className="resident-row"
        data-testid="resident-row"
        data-reference={reference}
        data-state={state}
        tabIndex={0}
        aria-keyshortcuts="P U"
        onKeyDown={commands.onKeyDown}
      >
        <td className="column-pin">
          <PinToggle reference={reference} pinned={resident.pinned} />
        </td>
        <td className="resident-name" title={reference}>
          <b>{name}</b>
          {second === null ? null : <span>{second}</span>}
          {resident.demo ? <span className="quiet">{words.resident.demo}</span> : null}
        </td>
        <td className="column-quality">
          <QualityMark
            quality={resident.quality}
            quantization={resident.quantization}
            word={resident.quality === "full" ? words.resident.fullShort : words.resident.experimental}
          />
        </td>
        <td className="number column-parts">{format.memoryPart(bytes.weights, bytes.total)}</td>
        <td className="number column-parts">{format.memoryPart(bytes.kvCache, bytes.total)}</td>
        <td className="number column-parts">{format.memoryPart(bytes.compute, bytes.total)}</td>
        <td className="number" title={format.exactBytes(bytes.total)}>
          <b>{bytes.total === 0 ? "–" : format.memory(bytes.total)}</b>
        </td>
        <td className="column-doing">
          {doingOf(resident, language, now)}
          {state === "starting" || state === "loading" ? (
            <ProgressLine share={resident.progress ?? 0} label={words.resident.loadingName(name)} />
          ) : null}
          {resident.pid !== null && !resident.seal.enforced ? (
            <span className="not-enforced">{words.resident.notEnforced}</span>
          ) : null}
        </td>
        <ContextCell resident={resident} />
        <td className="column-spark">
          <Spark values={values} slots={rateSeconds} width={72} />
        </td>
        <td className="number">
          <b>{resident.tokensPerSecond === null ? "–" : format.rate(resident.tokensPerSecond)}</b>
        </td>
        <td className="number">
          <UnloadButton resident={resident} commands={commands} />
        </td>
      </tr>
      {noticed || commands.confirming ? (
        <tr className="note-row">
          <td colSpan={12}>
            <UnloadConfirmation leases={resident.leases} commands={commands} />
            <ResidentNotice reference={reference} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

/** The fullest slot of a resident: it is the one that runs out. */
function ContextCell({ resident }: { resident: Resident }) {
  const { words, format } = useLanguage();
  const { context, jobs } = resident;
  const used = Math.max(0, ...jobs.map(contextUsed));
  const share = context === 0 ? 0 : used / context;
  return (
    <td className={jobs.length === 0 ? "column-context quiet" : "column-context"}>
      <span>{words.residency.contextOf(format.count(used), format.count(context))}</span>
      <Meter share={share} />
      {share >= nearlyFullShare ? <span className="nearly-full">{words.resident.nearlyFull}</span> : null}
    </td>
  );
}
