import type { Job } from "../../../shared/shapes/resident";
import { useLanguage } from "../../store/window-context";
import { Meter, nearlyFullShare } from "../../ui/Meter";
import { ProgressLine } from "../../ui/ProgressLine";
import { clientName, contextUsed } from "./resident-doing";

export interface JobLineProps {
  readonly job: Job;
  /** Tokens that its slot holds. */
  readonly context: number;
}

/** One request: who asks, what happens to it, and how far it is. */
export function JobLine({ job, context }: JobLineProps) {
  const { words, format } = useLanguage();
  const { resident: text } = words;
  const doing = { queued: text.waiting, prefill: text.readingPrompt, decode: text.answering }[job.phase];
  const read = job.promptTokens === 0 ? 0 : job.promptTokensRead / job.promptTokens;
  return (
    <li className="job">
      <span className="job-client">{clientName(job.client, words)}</span>
      <span className="job-doing">{doing}</span>
      {job.phase === "decode" ? <ContextUse used={contextUsed(job)} context={context} /> : null}
      {job.phase === "prefill" ? (
        <>
          <span className="job-figure">{format.share(read)}</span>
          <ProgressLine share={read} label={text.readingPrompt} />
        </>
      ) : null}
    </li>
  );
}

function ContextUse({ used, context }: { used: number; context: number }) {
  const { words, format } = useLanguage();
  const share = context === 0 ? 0 : used / context;
  return (
    <span className="job-figure">
      {share >= nearlyFullShare ? <span className="nearly-full">{words.resident.nearlyFull} </span> : null}
      {words.resident.contextUsed(format.count(used), format.count(context))}
      <Meter share={share} />
    </span>
  );
}
