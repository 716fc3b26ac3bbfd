import { useLanguage } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { useNameOf } from "./use-name-of";
import type { Reorder } from "./use-reorder";

/** Where a pinned row is taken to move it. */
export function MoveHandle({ reference, reorder }: { reference: string; reorder: Reorder }) {
  const { residency } = useLanguage().words;
  const name = useNameOf()(reference);
  return (
    <Button
      kind="icon"
      className="move-handle"
      aria-label={residency.move(name)}
      title={residency.move(name)}
      draggable
      onDragStart={(event) => {
        reorder.start(event, reference);
      }}
      onDragEnd={reorder.end}
      onKeyDown={(event) => {
        reorder.key(event, reference);
      }}
    >
      <Icon name="grip" />
    </Button>
  );
}
