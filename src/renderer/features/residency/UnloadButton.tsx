import type { Resident } from "../../../shared/shapes/resident";
import { useLanguage } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { useNameOf } from "./use-name-of";
import type { RowCommands } from "./use-row-commands";

/** Takes a model out of memory; not there while there is nothing to take out yet, or no longer. */
export function UnloadButton({ resident, commands }: { resident: Resident; commands: RowCommands }) {
  const { words } = useLanguage();
  const nameOf = useNameOf();
  if (resident.state !== "ready" && resident.state !== "failed") return null;
  const label = words.resident.unloadName(nameOf(resident.reference));
  return (
    <Button kind="icon" className="resident-unload" aria-label={label} title={label} onClick={commands.requestUnload}>
      <Icon name="unload" />
    </Button>
  );
}
