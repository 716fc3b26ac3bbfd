import { useRef, useState } from "react";
import type { KeyedClient, NewKey } from "../../../shared/shapes/client";
import { useLanguage, useNow, useSnapshot } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { cloudCost } from "./cloud-cost";
import { keyLimits, keyRights } from "./key-words";
import { KeyEditor } from "./KeyEditor";
import { KeyQuestion } from "./KeyQuestion";

/** One client with a key: what it may, has used, and what can be done with its key; questions open beneath. */
export function KeyRow({ client, onMade }: { client: KeyedClient; onMade: (key: NewKey) => void }) {
  const language = useLanguage();
  const now = useNow();
  const price = useSnapshot((snapshot) => snapshot.settings.cloudPrice);
  const [open, setOpen] = useState<"change" | "rotate" | "revoke" | null>(null);
  const { words, format } = language;
  const { clients } = words;
  const row = useRef<HTMLTableRowElement>(null);
  const close = () => {
    // The place of the keyboard would be lost with what closes.
    row.current?.querySelector<HTMLElement>('[aria-expanded="true"]')?.focus();
    setOpen(null);
  };
  const { name, today, lastUsedAt, revokedAt } = client;
  const actions = [
    ["change", clients.change, clients.changeName(name)],
    ["rotate", clients.rotate, clients.rotateName(name)],
    ["revoke", clients.revoke, clients.revokeName(name)],
  ] as const;
  return (
    <>
      <tr ref={row} className="key-row" data-client={name} data-revoked={revokedAt !== null || undefined}>
        <td>
          <b>{name}</b>
          <span className="second-line">
            <code>{clients.keyEnd(client.keyEnd)}</code>
            {revokedAt === null ? null : ` ${clients.revoked(format.time(revokedAt, now))}`}
          </span>
        </td>
        <td className="soft wrapping">
          {keyRights(client, language)}
          <span className="second-line">{keyLimits(client, language)}</span>
        </td>
        <td className="number">
          {clients.requests(format.count(today.requests))}
          <span className="second-line">
            {clients.tokens(format.count(today.promptTokens), format.count(today.completionTokens))}
          </span>
        </td>
        <td className="number">{price === null ? "–" : format.price(cloudCost(today, price))}</td>
        <td className="number quiet column-parts">
          {lastUsedAt === null ? clients.never : format.age(lastUsedAt, now)}
        </td>
        <td className="number">
          {revokedAt === null
            ? actions.map(([action, word, label]) => (
                <Button
                  key={action}
                  kind="plain"
                  aria-label={label}
                  aria-expanded={open === action}
                  onClick={() => {
                    setOpen(open === action ? null : action);
                  }}
                >
                  {word}
                </Button>
              ))
            : null}
        </td>
      </tr>
      {open === null ? null : (
        <tr className="note-row">
          <td colSpan={6}>
            {open === "change" ? (
              <KeyEditor client={client} onClose={close} />
            ) : (
              <KeyQuestion key={open} client={client} about={open} onMade={onMade} onClose={close} />
            )}
          </td>
        </tr>
      )}
    </>
  );
}
