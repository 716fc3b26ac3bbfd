import { useLanguage, useNow, useSnapshot } from "../../store/window-context";
import { Icon, type IconName } from "../../ui/Icon";
import { claims, type ClaimFacts } from "./claims";

const marks = { true: "check", false: "close", null: "dash" } as const satisfies Record<string, IconName>;

/** Each claim with what was seen of it and how old that is. A mark is never alone: a screen reader hears its word. */
export function ClaimTable({ verified }: Pick<ClaimFacts, "verified">) {
  const sovereignty = useSnapshot((snapshot) => snapshot.status.sovereignty);
  const doors = useSnapshot((snapshot) => snapshot.status.doors);
  const downloads = useSnapshot((snapshot) => snapshot.downloads);
  const language = useLanguage();
  const text = language.words.claims;
  return (
    <table className="evidence-table claim-table" data-testid="claims">
      <thead>
        <tr>
          <th>{text.claim}</th>
          <th>{text.seen}</th>
          <th className="number">{text.when}</th>
        </tr>
      </thead>
      <tbody>
        {claims({ sovereignty, doors, downloads, verified }, language, useNow()).map(({ name, holds, seen, when }) => (
          <tr key={name} data-claim={name} data-holds={String(holds)}>
            <td className="wrapping">
              <Icon name={marks[`${holds}`]} />
              <span className="only-heard">{text.states[`${holds}`]}: </span>
              <b>{text.names[name]}</b>
            </td>
            <td className="soft wrapping">{seen}</td>
            <td className="number quiet">{when}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
