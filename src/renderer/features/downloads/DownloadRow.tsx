import { useState } from "react";
import type { Download } from "../../../shared/shapes/download";
import { useLanguage, useServices } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { ProgressLine } from "../../ui/ProgressLine";
import { DownloadButtons } from "./DownloadButtons";
import { downloadName, shareOf } from "./download-facts";
import { downloadWords } from "./download-words";

/** One download: how far, how fast, how long still, from which host, and what can be done about it. */
export function DownloadRow({ download }: { download: Download }) {
  const { actions } = useServices();
  const language = useLanguage();
  const [asking, setAsking] = useState(false);
  const { words, format } = language;
  const { id, state, source, error, bytes } = download;
  const name = downloadName(download);
  const share = shareOf(download);
  const told = downloadWords(download, language);
  return (
    <li className="download" data-testid="download-row" data-download-state={state}>
      <div className="download-head">
        <span className="download-name" title={source}>
          <b>{name}</b>
          <code>{source}</code>
        </span>
        <span className="figure">
          {told.amount}
          {told.share === null ? null : <b>{told.share}</b>}
        </span>
        <DownloadButtons
          download={download}
          name={name}
          onCancel={() => {
            if (bytes > 0) setAsking(true);
            else void actions.cancelDownload(id);
          }}
        />
      </div>
      {state === "done" ? null : <ProgressLine share={share ?? 0} label={words.downloads.progress(name)} />}
      <p className="download-doing">{told.doing.join(", ")}</p>
      {asking ? (
        <p className="confirmation" role="alert">
          {words.downloads.confirmCancel(format.file(bytes))}
          <Button kind="link" onClick={() => void actions.cancelDownload(id)}>
            {words.downloads.cancelNow}
          </Button>
          <Button
            kind="link"
            onClick={() => {
              setAsking(false);
            }}
          >
            {words.downloads.keep}
          </Button>
        </p>
      ) : null}
      {error === null ? null : (
        <p className="download-error" role="alert">
          <b>{words.errors[error.code]}</b> {error.message}{" "}
          <Button kind="link" onClick={() => void actions.resumeDownload(id)}>
            {words.downloads.tryAgain}
          </Button>{" "}
          <span className="fault-code">{words.notice.code(error.code)}</span>
        </p>
      )}
    </li>
  );
}
