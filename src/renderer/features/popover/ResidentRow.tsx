import type { Resident } from "../../../shared/shapes/resident";
import { useLanguage, useNow } from "../../store/window-context";
import { ProgressLine } from "../../ui/ProgressLine";
import { JobLine } from "../residency/JobLine";
import { secondName } from "../residency/model-name";
import { PinToggle } from "../residency/PinToggle";
import { ResidentMeta } from "../residency/ResidentMeta";
import { ResidentNotice } from "../residency/ResidentNotice";
import { UnloadButton } from "../residency/UnloadButton";
import { UnloadConfirmation } from "../residency/UnloadConfirmation";
import { useNameOf } from "../residency/use-name-of";
import { useRowCommands } from "../residency/use-row-commands";
import { ResidentRate } from "./ResidentRate";

const shownJobs = 3;

/** One model in memory: what it is, what it takes, what it does and for whom, and what went wrong with it. */
export function ResidentRow({ resident }: { resident: Resident }) {
  const { words, format } = useLanguage();
  const now = useNow();
  const commands = useRowCommands(resident);
  const { reference, displayName, state, pinned, jobs, context } = resident;
  const name = useNameOf()(reference);
  const second = secondName(name, displayName);
  const more = jobs.length - shownJobs;
  const loading = state === "starting" || state === "loading";
  return (
    <li
      className="resident-row"
      data-testid="resident-row"
      data-reference={reference}
      data-state={state}
      tabIndex={0}
      aria-label={name}
      aria-keyshortcuts="P U"
      onKeyDown={commands.onKeyDown}
    >
      <PinToggle reference={reference} pinned={pinned} />
      <div className="resident-name" title={reference}>
        <b>{name}</b>
        {second === null ? null : <span>{second}</span>}
      </div>
      <ResidentRate resident={resident} now={now} />
      <ResidentMeta resident={resident} />
      <UnloadButton resident={resident} commands={commands} />
      <ul className="jobs">
        {jobs.slice(0, shownJobs).map((job) => (
          <JobLine key={job.id} job={job} context={context} />
        ))}
        {more > 0 ? <li className="job-more">{words.resident.moreJobs(format.count(more))}</li> : null}
      </ul>
      {loading ? <ProgressLine share={resident.progress ?? 0} label={words.resident.loadingName(name)} /> : null}
      <UnloadConfirmation leases={resident.leases} commands={commands} />
      <ResidentNotice reference={reference} />
    </li>
  );
}
