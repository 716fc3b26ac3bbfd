import { useLanguage } from "../../store/window-context";
import { Button } from "../../ui/Button";
import type { RowCommands } from "./use-row-commands";

/** Asks, in the row, before a model leaves that is answering. */
export function UnloadConfirmation({ leases, commands }: { leases: number; commands: RowCommands }) {
  const { words, format } = useLanguage();
  if (!commands.confirming) return null;
  return (
    <p className="confirmation" role="alert">
      {words.resident.confirmUnload(format.count(leases))}
      <Button kind="link" onClick={commands.confirmUnload}>
        {words.resident.unload}
      </Button>
      <Button kind="link" onClick={commands.keep}>
        {words.resident.keep}
      </Button>
    </p>
  );
}
