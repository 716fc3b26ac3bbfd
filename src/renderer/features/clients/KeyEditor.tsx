import { useState } from "react";
import type { KeyedClient, NewKey } from "../../../shared/shapes/client";
import { useAttempt } from "../../store/use-attempt";
import { useLanguage, useServices } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { InlineError } from "../shell/InlineError";
import { formOf, newKeyForm, readForm, type KeyForm } from "./key-form";
import { KeyFormFields } from "./KeyFormFields";

export interface KeyEditorProps {
  /** Whose rules change; null: a new key. */
  readonly client: KeyedClient | null;
  readonly onCreated?: (key: NewKey) => void;
  readonly onClose: () => void;
}

/** The rules of a key, new or changed; what cannot be read is told beneath, and nothing is sent. */
export function KeyEditor({ client, onCreated, onClose }: KeyEditorProps) {
  const services = useServices();
  const { clients } = useLanguage().words;
  const [form, setForm] = useState<KeyForm>(client === null ? newKeyForm : formOf(client));
  const [wrong, setWrong] = useState<string | null>(null);
  const { error, working, attempt } = useAttempt();
  const send = async () => {
    const read = readForm(form);
    if (!read.ok) {
      setWrong(read.wrong === "name" ? clients.wrongName : clients.wrongNumber(clients.fields[read.wrong]));
      return;
    }
    setWrong(null);
    await attempt(async () => {
      if (client === null) onCreated?.(await services.client.createKey(read.wish));
      else await services.client.updateKey(read.wish);
      onClose();
    });
  };
  return (
    <form
      className="key-editor"
      aria-label={client === null ? clients.create : clients.changeName(client.name)}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <KeyFormFields form={form} fixedName={client !== null} onChange={setForm} />
      {wrong === null ? (
        <InlineError error={error} />
      ) : (
        <p className="inline-error" role="alert">
          <b>{wrong}</b>
        </p>
      )}
      <div className="model-actions">
        <button type="submit" className="button button-primary" disabled={working} data-testid="key-send">
          {client === null ? clients.create : clients.save}
        </button>
        <Button kind="plain" onClick={onClose}>
          {clients.cancel}
        </Button>
      </div>
    </form>
  );
}
