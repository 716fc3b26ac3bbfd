import type { Model } from "../../../shared/shapes/model";
import { useLanguage } from "../../store/window-context";
import { ProgressLine } from "../../ui/ProgressLine";
import { shortDigest } from "./short-digest";

/** The digest of a model's content, or how far its computing is. */
export function DigestCell({ model: { reference, digest, digestProgress } }: { model: Model }) {
  const { words, format } = useLanguage();
  const { library } = words;
  if (digest !== null) return <code title={digest}>{shortDigest(digest)}</code>;
  if (digestProgress === null) return <span className="quiet">{library.computing}</span>;
  return (
    <span className="digest-progress quiet">
      {library.hashing(format.share(digestProgress))}
      <ProgressLine share={digestProgress} label={`${library.columns.digest} ${reference}`} />
    </span>
  );
}
