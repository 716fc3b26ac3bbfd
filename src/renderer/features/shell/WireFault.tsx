import type { WireError } from "../../../shared/errors";
import { useLanguage } from "../../store/window-context";
import { Fault } from "../../ui/Fault";

/** What the core refused, in the window's words, until it is dismissed; nothing without an error. */
export function WireFault({ error, onDismiss }: { error: WireError | null; onDismiss: () => void }) {
  const { words } = useLanguage();
  if (error === null) return null;
  return (
    <Fault
      title={words.errors[error.code]}
      message={error.message}
      code={words.notice.code(error.code)}
      dismissLabel={words.notice.dismiss}
      onDismiss={onDismiss}
    />
  );
}
