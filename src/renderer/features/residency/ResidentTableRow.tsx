import { useState, type KeyboardEvent } from "react";
import type { Resident } from "../../../shared/shapes/resident";
import { rateSeconds } from "../../store/rate-history";
import { useLanguage, useNow, useWindowState } from "../../store/window-context";
import { Meter, nearlyFullShare } from "../../ui/Meter";
import { ProgressLine } from "../../ui/ProgressLine";
import { QualityMark } from "../../ui/QualityMark";
import { Spark } from "../../ui/Spark";
import { secondName } from "./model-name";
import { MoveHandle } from "./MoveHandle";
import { PinToggle } from "./PinToggle";
import { ProofButton } from "./ProofButton";
import { contextUsed, doingOf } from "./resident-doing";
import { bytesOfResident } from "./resident-memory";
import { ResidentDetails } from "./ResidentDetails";
import { ResidentNotice } from "./ResidentNotice";
import { UnloadButton } from "./UnloadButton";
import { UnloadConfirmation } from "./UnloadConfirmation";
import { useNameOf } from "./use-name-of";
import type { Reorder } from "./use-reorder";
import { useRowCommands } from "./use-row-commands";

const unseen: readonly (number | null)[] = [];

/** One resident as a row of 40; what went wrong, what is asked, and the details stand in a row of their own beneath it. */
export function ResidentTableRow({ resident, reorder }: { resident: Resident; reorder: Reorder }) {
  const language = useLanguage();
  const now = useNow();
  const commands = useRowCommands(resident);
  const [open, setOpen] = useState(false);
  const values = useWindowState(({ rates }) => rates.byReference[resident.reference] ?? unseen);
  const noticed = useWindowState(({ notices }) => notices[resident.reference] !== undefined);
  const { words, format } = language;
  const { reference, state, pinned } = resident;
  const name = useNameOf()(reference);
  const second = secondName(name, resident.displayName);
  const bytes = bytesOfResident(resident);
  const toggle = () => {
    setOpen(!open);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === "Enter") toggle();
    else if (!(pinned && event.altKey && reorder.key(event, reference))) commands.onKeyDown(event);
  };
  return (
    <>
      <tr
        className="resident-row"
        data-testid="resident-row"
        data-reference={reference}
        data-state={state}
        data-over={reorder.over === reference || undefined}
        tabIndex={0}
        aria-keyshortcuts="Enter P U Alt+ArrowUp Alt+ArrowDown"
        onClick={(event) => {
          if ((event.target as Element).closest("button") === null) toggle();
        }}
        onKeyDown={onKeyDown}
        onDragOver={(event) => {
          reorder.enter(event, reference);
        }}
        onDrop={(event) => {
          reorder.drop(event, reference);
        }}
      >
        <td className="column-move">{pinned ? <MoveHandle reference={reference} reorder={reorder} /> : null}</td>
        <td className="column-pin">
          <PinToggle reference={reference} pinned={pinned} />
        </td>
        <td className="resident-name" title={reference}>
          <b>{name}</b>
          {second === null ? null : <span>{second}</span>}
          {resident.demo ? <span className="quiet">{words.resident.demo}</span> : null}
          <ProofButton resident={resident} open={open} onToggle={toggle} />
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
      {noticed || commands.confirming || open ? (
        <tr className="note-row">
          <td colSpan={13}>
            <UnloadConfirmation leases={resident.leases} commands={commands} />
            <ResidentNotice reference={reference} />
            {open ? <ResidentDetails resident={resident} /> : null}
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
