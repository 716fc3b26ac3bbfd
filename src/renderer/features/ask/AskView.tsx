import { useLanguage, useServices } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { AnswerFoot } from "./AnswerFoot";
import { AnswerText } from "./AnswerText";
import { Composer } from "./Composer";
import { ModelPicker } from "./ModelPicker";
import { useAskState } from "./use-ask";
import { useFollowEnd } from "./use-follow-end";
import { Page } from "../shell/Page";

/** A conversation with one model, in the dashboard. */
export function AskView() {
  const turns = useAskState((state) => state.turns);
  const { ask } = useServices();
  const { words } = useLanguage();
  const { view, onScroll } = useFollowEnd(turns);
  return (
    <Page
      title={words.views.ask}
      tools={
        <>
          {turns.length === 0 ? null : (
            <Button kind="outlined" onClick={ask.clear}>
              {words.ask.fresh}
            </Button>
          )}
          <ModelPicker />
        </>
      }
    >
      <div className="conversation">
        <div className="conversation-scroll" ref={view} onScroll={onScroll} tabIndex={0}>
          {turns.length === 0 ? (
            <div className="empty">
              <b>{words.ask.emptyTitle}</b>
              <span>{words.ask.empty}</span>
            </div>
          ) : null}
          {turns.map((turn, index) => (
            <article className="turn" key={turn.id}>
              <p className="turn-prompt">{turn.prompt}</p>
              <AnswerText turn={turn} />
              <AnswerFoot turn={turn} last={index === turns.length - 1} />
            </article>
          ))}
        </div>
        <Composer fresh={false} />
      </div>
    </Page>
  );
}
