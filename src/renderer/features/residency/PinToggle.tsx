import { useLanguage, useServices } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { useNameOf } from "./use-name-of";

export function PinToggle({ reference, pinned }: { reference: string; pinned: boolean }) {
  const { actions } = useServices();
  const { resident } = useLanguage().words;
  const name = useNameOf()(reference);
  return (
    <Button
      kind="icon"
      className="pin-toggle"
      data-testid="pin-toggle"
      aria-pressed={pinned}
      aria-label={resident.pin(name)}
      title={pinned ? resident.unpin(name) : resident.pin(name)}
      onClick={() => void actions.setPinned(reference, !pinned)}
    >
      <Icon name={pinned ? "pin" : "pinOutline"} />
    </Button>
  );
}
