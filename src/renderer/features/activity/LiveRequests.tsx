import { useLanguage, useNow, useServices, useSnapshot } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { clientName } from "../residency/resident-doing";
import { useNameOf } from "../residency/use-name-of";
import { liveRequests, type LiveRequest } from "./live-requests";

/** What is asked of models now: by whom, how far it is, and a way to end it. */
export function LiveRequests() {
  const residents = useSnapshot((snapshot) => snapshot.residents);
  const { activity: text } = useLanguage().words;
  const requests = liveRequests(residents);
  if (requests.length === 0) return <p className="quiet">{text.nobodyAsks}</p>;
  return (
    <table>
      <thead>
        <tr>
          <th>{text.columns.client}</th>
          <th>{text.columns.model}</th>
          <th>{text.columns.phase}</th>
          <th className="number">{text.columns.prompt}</th>
          <th className="number">{text.columns.answer}</th>
          <th className="number">{text.columns.since}</th>
          <th aria-label={text.columns.cancel} />
        </tr>
      </thead>
      <tbody>
        {requests.map((request) => (
          <RequestRow key={`${request.reference} ${request.job.id}`} {...request} />
        ))}
      </tbody>
    </table>
  );
}

function RequestRow({ job, reference }: LiveRequest) {
  const { actions } = useServices();
  const { words, format } = useLanguage();
  const { activity: text, resident } = words;
  const nameOf = useNameOf();
  const now = useNow();
  const client = clientName(job.client, words);
  const phase = { queued: resident.waiting, prefill: resident.readingPrompt, decode: resident.answering }[job.phase];
  const label = text.cancel(client);
  return (
    <tr data-testid="live-request">
      <td>{client}</td>
      <td>{nameOf(reference)}</td>
      <td>{phase}</td>
      <td className="number">
        {job.phase === "prefill"
          ? text.of(format.count(job.promptTokensRead), format.count(job.promptTokens))
          : format.count(job.promptTokens)}
      </td>
      <td className="number">{format.count(job.generatedTokens)}</td>
      <td className="number">{format.duration(Math.max(0, now - Date.parse(job.startedAt)))}</td>
      <td className="number">
        <Button kind="icon" aria-label={label} title={label} onClick={() => void actions.cancelRequest(job.id)}>
          <Icon name="stop" />
        </Button>
      </td>
    </tr>
  );
}
