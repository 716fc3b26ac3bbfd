import type { Download } from "../../../shared/shapes/download";
import type { Language } from "../../language/language";
import { shareOf } from "./download-facts";

export interface DownloadWords {
  /** `161.0 GB of 421.8 GB` */
  readonly amount: string;
  readonly share: string | null;
  /** What it does and from where, with speed and time left as far as they are known. */
  readonly doing: readonly string[];
}

export function downloadWords(download: Download, { words, format }: Language): DownloadWords {
  const { downloads: text } = words;
  const { state, bytes, totalBytes, bytesPerSecond, etaSeconds, hosts, bytesSent, files } = download;
  const share = shareOf(download);
  const running = state === "downloading";
  return {
    amount: totalBytes === null ? format.file(bytes) : text.of(format.file(bytes), format.file(totalBytes)),
    share: share === null ? null : format.share(share),
    doing: [
      text.states[state],
      ...(running && bytesPerSecond !== null ? [text.perSecond(format.file(bytesPerSecond))] : []),
      ...(running && etaSeconds !== null ? [text.left(format.duration(etaSeconds * 1_000))] : []),
      ...(hosts.length === 0 ? [] : [text.from(hosts.join(", "))]),
      ...(files.length > 1 ? [text.files(format.count(files.length))] : []),
      text.sent(format.file(bytesSent)),
    ],
  };
}
