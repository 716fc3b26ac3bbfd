import type { Download } from "../../../shared/shapes/download";
import { useLanguage, useServices } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { Icon, type IconName } from "../../ui/Icon";
import { isUnderWay } from "./download-facts";

export interface DownloadButtonsProps {
  readonly download: Download;
  readonly name: string;
  /** Asks first where something would be lost. */
  readonly onCancel: () => void;
}

export function DownloadButtons({ download, name, onCancel }: DownloadButtonsProps) {
  const { actions } = useServices();
  const { downloads: text } = useLanguage().words;
  const { id, state } = download;
  const over = state === "done";
  return (
    <span className="download-buttons">
      {isUnderWay(download) && state !== "verifying" ? (
        <Glyph icon="pause" label={text.pause(name)} onClick={() => void actions.pauseDownload(id)} />
      ) : null}
      {state === "paused" ? (
        <Glyph icon="resume" label={text.resume(name)} onClick={() => void actions.resumeDownload(id)} />
      ) : null}
      <Glyph
        icon="close"
        label={over ? text.remove(name) : text.cancel(name)}
        onClick={over ? () => void actions.cancelDownload(id) : onCancel}
      />
    </span>
  );
}

function Glyph({ icon, label, onClick }: { icon: IconName; label: string; onClick: () => void }) {
  return (
    <Button kind="icon" aria-label={label} title={label} onClick={onClick}>
      <Icon name={icon} />
    </Button>
  );
}
