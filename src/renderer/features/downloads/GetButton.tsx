import { useLanguage, useSnapshot } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { hasEnded } from "./download-facts";
import { WireFault } from "../shell/WireFault";
import { useGet } from "./use-get";

export interface GetButtonProps {
  /** What `pull` takes: here the name in the catalogue. */
  readonly source: string;
  readonly name: string;
  /** False: there is nothing to get yet. */
  readonly published: boolean;
  readonly kind: "primary" | "outlined";
  /** Says the name on the button, where no row says it. */
  readonly named?: boolean;
}

/** Brings one model of the catalogue; says instead when it is on its way, or not to be had. */
export function GetButton({ source, name, published, kind, named = false }: GetButtonProps) {
  const coming = useSnapshot(({ downloads }) =>
    downloads.some((download) => download.source === source && !hasEnded(download)),
  );
  const { words } = useLanguage();
  const { starting, error, get, dismiss } = useGet();
  if (!published) return <span className="quiet">{words.catalog.unpublished}</span>;
  if (coming) return <span className="soft">{words.catalog.coming}</span>;
  return (
    <>
      <Button
        kind={kind}
        disabled={starting}
        aria-label={words.downloads.getName(name)}
        onClick={() => void get(source)}
      >
        {named ? words.downloads.getName(name) : words.downloads.get}
      </Button>
      <WireFault error={error} onDismiss={dismiss} />
    </>
  );
}
