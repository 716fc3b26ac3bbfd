import { useLanguage, useNow, useServices, useSnapshot } from "../../store/window-context";
import { Icon } from "../../ui/Icon";
import { StateGlyph } from "../../ui/StateGlyph";
import { stateLineWords } from "./state-line-words";

/** Whether anything can leave, at the top of the popover: one button that opens the evidence, and a sentence when something is missing. */
export function StateLine() {
  const sovereignty = useSnapshot((snapshot) => snapshot.status.sovereignty);
  const residents = useSnapshot((snapshot) => snapshot.residents);
  const language = useLanguage();
  const now = useNow();
  const { window } = useServices();
  const { title, since, claim, ground, sentence } = stateLineWords(sovereignty, residents, language, now);
  const openEvidence = () => {
    window.openDashboard("sovereignty");
  };
  return (
    <section className="state-band" data-state={sovereignty.state}>
      <button type="button" className="state-line" data-testid="state-line" onClick={openEvidence}>
        <StateGlyph state={sovereignty.state} />
        <span>
          <b className="state-title">{title}</b>
          <span className="quiet">{since}</span>
        </span>
        <span className="state-claim">
          <b>{claim}</b>
          <span className="quiet">{ground}</span>
        </span>
        <Icon name="chevron" />
      </button>
      <div className="state-sentence" role="status" aria-live={sovereignty.state === "alarm" ? "assertive" : "polite"}>
        {sentence === null ? null : (
          <p>
            {sentence}{" "}
            <button type="button" className="button button-link" onClick={openEvidence}>
              {language.words.state.evidence}
            </button>
          </p>
        )}
      </div>
    </section>
  );
}
