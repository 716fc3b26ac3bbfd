export interface OfferProps {
  readonly name: string;
  readonly details: string;
  readonly size: string;
  readonly note: string;
  /** Whether the note is a reason to think twice. */
  readonly doubtful: boolean;
  readonly checked: boolean;
  readonly onPick: () => void;
}

/** A model that can be begun with. */
export function Offer({ name, details, size, note, doubtful, checked, onPick }: OfferProps) {
  return (
    <label className="offer" data-checked={checked || undefined}>
      <input type="radio" name="first-model" checked={checked} onChange={onPick} />
      <span>
        <b>{name}</b>
        <span className="soft">{details}</span>
      </span>
      <span className="offer-size">
        <span>{size}</span>
        <span className={doubtful ? "fit-no" : "soft"}>{note}</span>
      </span>
    </label>
  );
}
