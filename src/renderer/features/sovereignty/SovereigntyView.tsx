import { useLanguage, useNow, useSnapshot } from "../../store/window-context";
import { StateGlyph } from "../../ui/StateGlyph";
import { Page } from "../shell/Page";
import { LedgerSection } from "../ledger/LedgerSection";
import { TerminalCommands } from "../ledger/TerminalCommands";
import { useVerification } from "../ledger/use-verification";
import { AlarmList } from "./AlarmList";
import { ClaimTable } from "./ClaimTable";
import { EvidenceTable } from "./EvidenceTable";
import { OutboundTable } from "./OutboundTable";
import { useStateLine } from "./use-state-line";

/** What is claimed, on what evidence and how old, and what the claim does not cover. */
export function SovereigntyView() {
  const sovereignty = useSnapshot((snapshot) => snapshot.status.sovereignty);
  const residents = useSnapshot((snapshot) => snapshot.residents);
  const seal = useSnapshot((snapshot) => snapshot.settings.seal);
  const { words, format } = useLanguage();
  const now = useNow();
  const text = words.sovereignty;
  const { title, sentence } = useStateLine();
  const verification = useVerification();
  const since = format.time(sovereignty.since, now);
  return (
    <Page title={words.views.sovereignty}>
      <section className="claim" data-state={sovereignty.state}>
        <StateGlyph state={sovereignty.state} />
        <div>
          <strong className="state-title">{title}</strong>
          <p>
            {sovereignty.state === "sealed"
              ? text.sealedSince(since, format.file(sovereignty.bytesOut))
              : `${text.stateSince(since)} ${sentence ?? ""}`}
          </p>
        </div>
      </section>
      <AlarmList />
      <section>
        <ClaimTable verified={verification.verified} />
      </section>
      <section>
        <EvidenceTable residents={residents.filter(({ pid }) => pid !== null)} />
      </section>
      <OutboundTable />
      <LedgerSection verification={verification} />
      <TerminalCommands />
      <section className="limits">
        <h2>{text.limits}</h2>
        <p>{text.limitsText}</p>
        <p>{text.bytesNote}</p>
        <p>{seal === "off" ? text.settingOff : text.settingRequired}</p>
      </section>
    </Page>
  );
}
