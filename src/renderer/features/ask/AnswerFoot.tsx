import { useLanguage, useServices } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { CopyButton } from "../../ui/CopyButton";
import { Icon } from "../../ui/Icon";
import { isRunning, type Turn } from "./turn";
import { useAskedModel } from "./use-ask";

/** How fast the answer came, and what can be done with it. */
export function AnswerFoot({ turn, last }: { turn: Turn; last: boolean }) {
  const { ask, window } = useServices();
  const { words, format } = useLanguage();
  const model = useAskedModel();
  const { result, answer } = turn;
  if (isRunning(turn)) return null;
  return (
    <div className="answer-foot">
      {result === null ? null : (
        <span className="answer-facts">
          <b>{words.ask.speed(format.rate(result.tokensPerSecond))}</b>
          <span>{words.ask.tokens(format.count(result.usage.completionTokens))}</span>
          <span>{words.ask.firstAfter(format.seconds(result.timeToFirstTokenMilliseconds))}</span>
        </span>
      )}
      <span className="spacer" />
      {last ? (
        <Button kind="icon" aria-label={words.ask.retry} title={words.ask.retry} onClick={() => void ask.retry(model)}>
          <Icon name="retry" />
        </Button>
      ) : null}
      {answer === "" ? null : (
        <CopyButton
          label={words.ask.copy}
          copiedLabel={words.endpoint.copied}
          copy={async () => {
            await window.copyText(answer);
          }}
        />
      )}
    </div>
  );
}
