import type { ReactNode } from "react";
import { Button } from "./Button";
import { Icon } from "./Icon";

export interface FaultProps {
  /** What happened, in a few words. */
  readonly title: string;
  /** What the core says of it, with what to do. */
  readonly message: string;
  readonly code: string;
  readonly children?: ReactNode;
  readonly dismissLabel: string;
  readonly onDismiss: () => void;
}

/** An error in place: what happened, what to do, the code last. */
export function Fault({ title, message, code, children, dismissLabel, onDismiss }: FaultProps) {
  return (
    <div className="fault" role="alert" data-testid="notice">
      <p>
        <b>{title}</b> {message} {children} <span className="fault-code">{code}</span>
      </p>
      <Button kind="icon" aria-label={dismissLabel} title={dismissLabel} onClick={onDismiss}>
        <Icon name="close" />
      </Button>
    </div>
  );
}
