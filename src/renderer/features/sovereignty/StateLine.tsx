import { useLanguage, useServices, useSnapshot } from "../../store/window-context";
import { Icon } from "../../ui/Icon";
import { StateGlyph } from "../../ui/StateGlyph";
import { isUnderWay } from "../downloads/download-facts";
import { useStateLine } from "./use-state-line";

/** Whether anything can leave, at the top of the popover: one button that opens the evidence, and a sentence when something is missing. */
export function StateLine() {
  const sovereignty = useSnapshot((snapshot) => snapshot.status.sovereignty);
  const downloads = useSnapshot((snapshot) => snapshot.downloads);
  const { words } = useLanguage();
  const { window, actions } = useServices();
  const { title, since, claim, ground, sentence } = useStateLine();
  const fetched = sovereignty.state === "fetching" ? downloads.filter(isUnderWay) : [];
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
            {fetched.length === 0 ? (
              <button type="button" className="button button-link" onClick={openEvidence}>
                {words.state.evidence}
              </button>
            ) : (
              <button
                type="button"
                className="button button-link"
                onClick={() => {
                  for (const { id } of fetched) void actions.pauseDownload(id);
                }}
              >
                {words.fetching.pause}
              </button>
            )}
          </p>
        )}
      </div>
    </section>
  );
}
