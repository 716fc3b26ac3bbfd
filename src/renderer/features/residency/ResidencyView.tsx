import { useLanguage, useSnapshot } from "../../store/window-context";
import { Page } from "../shell/Page";
import { HistoryList } from "./HistoryList";
import { LooseNotices } from "./LooseNotices";
import { MachineMemory } from "./MachineMemory";
import { ResidentTable } from "./ResidentTable";

export function ResidencyView() {
  const chip = useSnapshot((snapshot) => snapshot.machine.chip);
  const cores = useSnapshot((snapshot) => snapshot.machine.cores);
  const totalBytes = useSnapshot((snapshot) => snapshot.machine.totalBytes);
  const { words, format } = useLanguage();
  const machine = [chip, words.residency.cores(format.count(cores)), format.capacity(totalBytes)].join(", ");
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
      </section>
      <HistoryList />
    </Page>
  );
}
