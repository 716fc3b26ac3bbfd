import { useSnapshot } from "../../store/window-context";
import { StateGlyph } from "../../ui/StateGlyph";
import { useStateLine } from "../sovereignty/use-state-line";

/** The state line in small, at the sidebar's foot, in every view. */
export function SidebarState() {
  const sovereignty = useSnapshot((snapshot) => snapshot.status.sovereignty);
  const { title, claim } = useStateLine();
  return (
    <a className="sidebar-state" href="#sovereignty" data-state={sovereignty.state} data-testid="state-line">
      <StateGlyph state={sovereignty.state} />
      <span>
        <b className="state-title">{title}</b>
        <span className="quiet">{claim}</span>
      </span>
    </a>
  );
}
