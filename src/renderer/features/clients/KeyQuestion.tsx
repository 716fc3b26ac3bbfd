import type { KeyedClient, NewKey } from "../../../shared/shapes/client";
import { useAttempt } from "../../store/use-attempt";
import { useLanguage, useServices } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { InlineError } from "../shell/InlineError";

export interface KeyQuestionProps {
  readonly client: KeyedClient;
  readonly about: "rotate" | "revoke";
  readonly onMade: (key: NewKey) => void;
  readonly onClose: () => void;
}

/** Asks before a key stops to open anything. */
export function KeyQuestion({ client, about, onMade, onClose }: KeyQuestionProps) {
  const services = useServices();
  const { clients } = useLanguage().words;
  const { error, working, attempt } = useAttempt();
  const { name } = client;
  const act = async () => {
    await attempt(async () => {
      if (about === "rotate") onMade(await services.client.rotateKey({ name }));
      else await services.client.revokeKey({ name });
      onClose();
    });
  };
  return (
    <div
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <p role="alert">
        <b>{about === "rotate" ? clients.rotateAsk(name) : clients.revokeAsk(name)}</b>
      </p>
      <InlineError error={error} />
      <div className="model-actions">
        <Button
          kind="outlined"
          className="button-loss"
          disabled={working}
          data-testid="key-question"
          onClick={() => void act()}
        >
          {about === "rotate" ? clients.rotateNow : clients.revokeNow}
        </Button>
        <Button kind="plain" autoFocus onClick={onClose}>
          {clients.keep}
        </Button>
      </div>
    </div>
  );
}
