import { useLanguage, useServices, useSnapshot } from "../../store/window-context";
import { Icon } from "../../ui/Icon";
import { downloadName, hasEnded, inOrder } from "./download-facts";
import { downloadWords } from "./download-words";

/** What is being brought, in one quiet line of the popover; nothing when nothing is. */
export function DownloadsLine() {
  const downloads = useSnapshot((snapshot) => snapshot.downloads);
  const { window } = useServices();
  const language = useLanguage();
  const { words, format } = language;
  const { downloads: text } = words;
  const open = inOrder(downloads).filter((download) => !hasEnded(download) || download.state === "failed");
  const [first] = open;
  if (first === undefined) return null;
  const told = downloadWords(first, language);
  const doing = [text.states[first.state], ...(told.share === null ? [] : [told.amount])].join(", ");
  return (
    <button
      type="button"
      className="group downloads-line"
      data-testid="downloads-line"
      title={text.open}
      onClick={() => {
        window.openDashboard("library");
      }}
    >
      <span className="downloads-line-name">
        {open.length === 1 ? downloadName(first) : text.many(format.count(open.length))}
      </span>
      <span className="quiet">{open.length === 1 ? doing : text.one(downloadName(first), told.share ?? doing)}</span>
      <Icon name="chevron" />
    </button>
  );
}
