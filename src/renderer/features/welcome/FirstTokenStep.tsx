import { useEffect } from "react";
import { useLanguage, useServices, useSnapshot } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { CopyButton } from "../../ui/CopyButton";
import { StateGlyph } from "../../ui/StateGlyph";
import { AnswerFoot } from "../ask/AnswerFoot";
import { AnswerText } from "../ask/AnswerText";
import { useAskState } from "../ask/use-ask";
import { snippets } from "../connect/snippets";
import { useStateLine } from "../sovereignty/use-state-line";
import type { Choice } from "./model-offers";
import { StepFrame } from "./StepFrame";

/** A first answer, from the chosen model or from the one that is here while it comes; and how a program asks. */
export function FirstTokenStep({ choice, onLeave }: { choice: Choice; onLeave: () => void }) {
  const url = useSnapshot((snapshot) => snapshot.status.url);
  const models = useSnapshot((snapshot) => snapshot.models);
  const sovereignty = useSnapshot((snapshot) => snapshot.status.sovereignty);
  const turn = useAskState((state) => state.turns.at(-1));
  const { ask, window } = useServices();
  const { words } = useLanguage();
  const { welcome: text } = words;
  const { title, sentence, claim } = useStateLine();
  const answering =
    choice.kind === "disk" ? choice.reference : (models.find(({ demo }) => !demo) ?? models[0])?.reference;
  const isDemo = models.find(({ reference }) => reference === answering)?.demo ?? false;
  const question = isDemo ? text.demoQuestion : text.question;
  useEffect(() => {
    if (answering !== undefined) void ask.send(question, { reference: answering, fresh: true });
  }, [ask, answering, question]);
  const [snippet] = snippets(url, choice.kind === "disk" ? choice.reference : "text");
  return (
    <StepFrame
      title={text.readyTitle}
      lead={choice.kind === "download" ? text.comes : isDemo ? text.demoAnswers : text.answers}
      aside={<span className="quiet">{text.livesInMenuBar}</span>}
      buttons={
        <Button kind="primary" onClick={onLeave}>
          {text.done}
        </Button>
      }
    >
      {turn === undefined ? (
        <p className="first-run-lead">{text.nothingAnswers}</p>
      ) : (
        <section className="first-answer">
          <p className="quiet">{text.you}</p>
          <p>{turn.prompt}</p>
          <AnswerText turn={turn} />
          <AnswerFoot turn={turn} last />
        </section>
      )}
      <p className="first-run-note">
        <StateGlyph state={sovereignty.state} />
        {`${title}. ${sentence ?? claim}`}
      </p>
      {snippet === undefined ? null : (
        <section className="snippet">
          <header>
            <h2>{text.fromAProgram}</h2>
            <CopyButton
              kind="plain"
              label={words.connect.copySnippet(words.connect.snippets[snippet.client])}
              copiedLabel={words.endpoint.copied}
              copy={async () => {
                await window.copyText(snippet.code);
              }}
            >
              {words.connect.copy}
            </CopyButton>
          </header>
          <pre tabIndex={0}>{snippet.code}</pre>
        </section>
      )}
    </StepFrame>
  );
}
