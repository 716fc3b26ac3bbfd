import { useLanguage } from "../../store/window-context";
import { ProgressLine } from "../../ui/ProgressLine";
import { useNameOf } from "../residency/use-name-of";
import { isRunning, type Turn } from "./turn";

/** What came of a question so far. The answer is text and nothing else: no markup of a model is ever interpreted. */
export function AnswerText({ turn }: { turn: Turn }) {
  const { words, format } = useLanguage();
  const { phase, reasoning, answer, error, result } = turn;
  const running = isRunning(turn);
  const name = useNameOf()(turn.reference ?? "");
  return (
    <div className="answer-text" data-testid="prompt-answer" data-phase={phase} aria-busy={running} aria-live="polite">
      {phase === "loading" ? (
        <div className="answer-note">
          {words.ask.loading(name, format.share(turn.progress))}
          <ProgressLine share={turn.progress} label={words.resident.loadingName(name)} />
        </div>
      ) : null}
      {phase === "waiting" ? <span className="answer-note">{words.ask.reading}</span> : null}
      {reasoning === "" ? null : (
        <details className="answer-reasoning" open={phase === "thinking"}>
          <summary>{phase === "thinking" ? words.ask.thinking : words.ask.thought}</summary>
          {reasoning}
        </details>
      )}
      {answer}
      {running ? <i className="caret" /> : null}
      {phase === "stopped" ? <p className="answer-note">{words.ask.stopped}</p> : null}
      {result?.reason === "length" ? <p className="answer-note">{words.ask.cut}</p> : null}
      {error === null ? null : (
        <p className="answer-error" role="alert" data-testid="answer-error">
          <b>{words.errors[error.code]}</b> {error.message}{" "}
          <span className="fault-code">{words.notice.code(error.code)}</span>
        </p>
      )}
    </div>
  );
}
