import { AnswerFoot } from "./AnswerFoot";
import { AnswerText } from "./AnswerText";
import { Composer } from "./Composer";
import { ModelPicker } from "./ModelPicker";
import { useAskState } from "./use-ask";
import { useFollowEnd } from "./use-follow-end";

/** A quick question in the popover: one answer, and the field beneath it. */
export function Ask() {
  const turn = useAskState(({ turns }) => turns.at(-1));
  const { view, onScroll } = useFollowEnd(turn);
  return (
    <section className="group ask">
      {turn === undefined ? null : (
        <div className="answer">
          <div className="answer-scroll" ref={view} onScroll={onScroll} tabIndex={0}>
            <p className="answer-prompt">{turn.prompt}</p>
            <AnswerText turn={turn} />
          </div>
          <AnswerFoot turn={turn} last />
        </div>
      )}
      <Composer fresh>
        <ModelPicker />
      </Composer>
    </section>
  );
}
