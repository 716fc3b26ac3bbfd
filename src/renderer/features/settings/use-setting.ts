import type { WireError } from "../../../shared/errors";
import type { Settings } from "../../../shared/shapes/settings";
import { useAttempt } from "../../store/use-attempt";
import { useServices } from "../../store/window-context";

/** Saves one setting and keeps why it was refused, to be told at the setting. */
export function useSetting(): {
  readonly error: WireError | null;
  readonly save: (change: Partial<Settings>) => Promise<boolean>;
} {
  const { client } = useServices();
  const { error, attempt } = useAttempt();
  const save = async (change: Partial<Settings>): Promise<boolean> => {
    let saved = false;
    await attempt(async () => {
      await client.updateSettings(change);
      saved = true;
    });
    return saved;
  };
  return { error, save };
}
