import { useLanguage, useSnapshot } from "../../store/window-context";
import { inOrder } from "./download-facts";
import { DownloadRow } from "./DownloadRow";

/** What is being brought, from where, and how far it is. */
export function DownloadList() {
  const downloads = useSnapshot((snapshot) => snapshot.downloads);
  const { downloads: text } = useLanguage().words;
  const shown = inOrder(downloads);
  if (shown.length === 0) return null;
  return (
    <section id="downloads" aria-labelledby="downloads-title">
      <h2 id="downloads-title">{text.title}</h2>
      <ul className="downloads">
        {shown.map((download) => (
          <DownloadRow key={download.id} download={download} />
        ))}
      </ul>
    </section>
  );
}
