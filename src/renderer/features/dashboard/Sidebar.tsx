import { dashboardViews, type DashboardView } from "../../../shared/contract/bridge";
import { useLanguage, useSnapshot } from "../../store/window-context";
import { Icon, type IconName } from "../../ui/Icon";
import { StateGlyph } from "../../ui/StateGlyph";
import { SidebarState } from "./SidebarState";

const icons: Readonly<Record<Exclude<DashboardView, "sovereignty">, IconName>> = {
  residency: "residency",
  library: "library",
  ask: "prompt",
  activity: "activity",
  clients: "key",
  connect: "connect",
  settings: "settings",
};

export function Sidebar({ current }: { current: DashboardView }) {
  const { words, format } = useLanguage();
  const residents = useSnapshot((snapshot) => snapshot.residents.length);
  const models = useSnapshot((snapshot) => snapshot.models.length);
  const counts: Partial<Record<DashboardView, number>> = { residency: residents, library: models };
  return (
    <nav className="sidebar" aria-label={words.popover.label}>
      <div className="sidebar-head" aria-hidden="true" />
      {dashboardViews.map((view) => {
        const count = counts[view];
        return (
          <a key={view} href={`#${view}`} aria-current={view === current ? "page" : undefined}>
            {view === "sovereignty" ? <StateGlyph state="sealed" /> : <Icon name={icons[view]} />}
            {words.views[view]}
            {count === undefined ? null : <span className="sidebar-count">{format.count(count)}</span>}
          </a>
        );
      })}
      <span className="spacer" />
      <SidebarState />
    </nav>
  );
}
