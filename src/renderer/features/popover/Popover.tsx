import { useLanguage, useServices, useWindowState } from "../../store/window-context";
import { useDocumentAppearance } from "../../store/use-document-appearance";
import { useDocumentLanguage } from "../../store/use-document-language";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { Ask } from "../ask/Ask";
import { Endpoint } from "../connect/Endpoint";
import { DownloadsLine } from "../downloads/DownloadsLine";
import { StateLine } from "../sovereignty/StateLine";
import { ConnectionNote } from "../shell/ConnectionNote";
import { MemoryGroup } from "./MemoryGroup";
import { ResidentList } from "./ResidentList";
import { useFittingHeight } from "./use-fitting-height";

/** The window at the menu-bar icon: what is loaded, is it fast, is there room, did anything leave; and an answer to a quick question. */
export function Popover() {
  const content = useFittingHeight();
  const { window, platform } = useServices();
  const { words } = useLanguage();
  const known = useWindowState(({ snapshot }) => snapshot !== null);
  const version = useWindowState(({ snapshot }) => snapshot?.status.version ?? null);
  const stale = useWindowState(({ connection }) => connection.status === "stale");
  useDocumentLanguage();
  useDocumentAppearance();
  return (
    <div
      ref={content}
      className="popover"
      role="dialog"
      aria-label={words.popover.label}
      data-platform={platform}
      data-stale={stale || undefined}
      onKeyDown={(event) => {
        if (event.key === "Escape") window.hide();
      }}
    >
      {known ? (
        <>
          <StateLine />
          <ConnectionNote />
          <MemoryGroup />
          <DownloadsLine />
          <ResidentList />
          <div className="group endpoint-group">
            <Endpoint />
          </div>
          <Ask />
        </>
      ) : (
        <>
          <ConnectionNote />
          <p className="waiting">{words.state.connecting}</p>
        </>
      )}
      <footer className="popover-foot">
        <span className="quiet">{version === null ? "" : words.popover.version(version)}</span>
        <Button
          kind="plain"
          onClick={() => {
            window.openDashboard("residency");
          }}
        >
          <Icon name="window" />
          {words.popover.open}
        </Button>
      </footer>
    </div>
  );
}
