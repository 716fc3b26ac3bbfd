import { useLanguage, useServices, useWindowState } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { Fault } from "../../ui/Fault";

export interface ResidentNoticeProps {
  /** Null stands for what concerns no model. */
  readonly reference: string | null;
  /** Outside the model's own row: the notice says which model it is about. */
  readonly named?: boolean;
}

/** What went wrong with a model, in its place. Nothing when all is well. */
export function ResidentNotice({ reference, named = false }: ResidentNoticeProps) {
  const notice = useWindowState(({ notices }) => notices[reference ?? ""]);
  const { actions } = useServices();
  const { words } = useLanguage();
  if (notice === undefined) return null;
  const { code, message } = notice.error;
  return (
    <Fault
      title={named && reference !== null ? `${reference}: ${words.errors[code]}` : words.errors[code]}
      message={message}
      code={words.notice.code(code)}
      dismissLabel={words.notice.dismiss}
      onDismiss={() => {
        actions.dismiss(reference);
      }}
    >
      {reference === null ? null : (
        <Button kind="link" onClick={() => void actions.load(reference)}>
          {words.resident.tryAgain}
        </Button>
      )}
    </Fault>
  );
}
