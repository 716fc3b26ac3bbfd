import { useWindowState } from "../../store/window-context";
import { ResidentNotice } from "./ResidentNotice";

/** What went wrong with models that have no row to say it in, and with no model at all. */
export function LooseNotices() {
  const notices = useWindowState((state) => state.notices);
  const residents = useWindowState(({ snapshot }) => snapshot?.residents);
  const loose = Object.values(notices).filter(
    (notice) => !(residents ?? []).some(({ reference }) => reference === notice.reference),
  );
  return loose.map(({ reference }) => <ResidentNotice key={reference ?? ""} reference={reference} named />);
}
