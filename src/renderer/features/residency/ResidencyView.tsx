import { useLanguage, useSnapshot } from "../../store/window-context";
import { Page } from "../shell/Page";
import { FitTable } from "../fits/FitTable";
import { WhatIf } from "../plan/WhatIf";
import { RolesSection } from "../roles/RolesSection";
import { HistoryList } from "./HistoryList";
import { LastDeparture } from "./LastDeparture";
import { LooseNotices } from "./LooseNotices";
import { MachineMemory } from "./MachineMemory";
import { ResidentTable } from "./ResidentTable";
import { useHistory } from "./use-history";

export function ResidencyView() {
  const chip = useSnapshot((snapshot) => snapshot.machine.chip);
  const cores = useSnapshot((snapshot) => snapshot.machine.cores);
  const totalBytes = useSnapshot((snapshot) => snapshot.machine.totalBytes);
  const bandwidth = useSnapshot((snapshot) => snapshot.machine.bandwidthBytesPerSecond);
  const history = useHistory();
  const { words, format } = useLanguage();
  const machine = [
    chip,
    words.residency.cores(format.count(cores)),
    format.capacity(totalBytes),
    ...(bandwidth === null ? [] : [format.bandwidth(bandwidth)]),
  ].join(", ");
  return (
    <Page
      title={words.views.residency}
      subtitle={machine}
      tools={
        <a className="button button-outlined" href="#library">
          {words.resident.loadModel}
        </a>
      }
    >
      <MachineMemory />
      <section>
        <LooseNotices />
        <ResidentTable />
        <LastDeparture history={history} />
      </section>
      <div className="halves">
        <WhatIf />
        <FitTable />
      </div>
      <div className="halves">
        <RolesSection />
        <HistoryList history={history} />
      </div>
    </Page>
  );
}
