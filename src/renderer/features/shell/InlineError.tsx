import type { WireError } from "../../../shared/errors";
import { useLanguage } from "../../store/window-context";

/** Why something was refused, beneath the control that asked for it: what happened, what to do, the code last. */
export function InlineError({ error }: { error: WireError | null }) {
  const { words } = useLanguage();
  if (error === null) return null;
  return (
    <p className="inline-error" role="alert">
      <b>{words.errors[error.code]}</b> {error.message}{" "}
      <span className="fault-code">{words.notice.code(error.code)}</span>
    </p>
  );
}
