import type { DashboardView } from "../../../shared/contract/bridge";
import { useDocumentAppearance } from "../../store/use-document-appearance";
import { useDocumentLanguage } from "../../store/use-document-language";
import { useLanguage, useServices, useWindowState } from "../../store/window-context";
import { ActivityView } from "../activity/ActivityView";
import { AskView } from "../ask/AskView";
import { ClientsView } from "../clients/ClientsView";
import { ConnectView } from "../connect/ConnectView";
import { LibraryView } from "../library/LibraryView";
import { SettingsView } from "../settings/SettingsView";
import { ConnectionNote } from "../shell/ConnectionNote";
import { ResidencyView } from "../residency/ResidencyView";
import { SovereigntyView } from "../sovereignty/SovereigntyView";
import { Sidebar } from "./Sidebar";
import { FirstRun } from "../welcome/FirstRun";
import { useView } from "./use-view";

const views: Readonly<Record<DashboardView, () => React.JSX.Element>> = {
  residency: ResidencyView,
  library: LibraryView,
  ask: AskView,
  activity: ActivityView,
  sovereignty: SovereigntyView,
  clients: ClientsView,
  connect: ConnectView,
  settings: SettingsView,
};

/** The window, or the page in a browser when Tresor runs headless. */
export function Dashboard() {
  const known = useWindowState(({ snapshot }) => snapshot !== null);
  const stale = useWindowState(({ connection }) => connection.status === "stale");
  const welcomed = useWindowState(({ snapshot }) => snapshot?.settings.welcomed ?? true);
  const { platform } = useServices();
  const { words } = useLanguage();
  const view = useView();
  const View = views[view];
  useDocumentLanguage();
  useDocumentAppearance();
  if (!known) {
    return (
      <div className="window-waiting">
        <ConnectionNote />
        <p className="waiting">{words.state.connecting}</p>
      </div>
    );
  }
  if (!welcomed) return <FirstRun />;
  return (
    <div className="window" data-platform={platform} data-stale={stale || undefined}>
      <Sidebar current={view} />
      <div className="window-main">
        <ConnectionNote />
        <View />
      </div>
    </div>
  );
}
