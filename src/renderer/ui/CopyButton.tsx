import { useEffect, useState, type ReactNode } from "react";
import { Button } from "./Button";
import { Icon } from "./Icon";

export interface CopyButtonProps {
  readonly label: string;
  readonly copiedLabel: string;
  readonly copy: () => Promise<void>;
  readonly kind?: "icon" | "plain" | "outlined";
  readonly testId?: string;
  /** Words beside the glyph. */
  readonly children?: ReactNode;
}

const confirmationMilliseconds = 1_200;

/** Copies and shows a tick for 1.2 s; a screen reader hears that it is done. */
export function CopyButton({ label, copiedLabel, copy, kind = "icon", testId, children }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => {
      setCopied(false);
    }, confirmationMilliseconds);
    return () => {
      clearTimeout(timer);
    };
  }, [copied]);

  const copyNow = async () => {
    await copy();
    setCopied(true);
  };

  return (
    <Button
      kind={kind}
      title={label}
      aria-label={label}
      data-testid={testId}
      onClick={() => {
        // A browser may refuse its clipboard; then the tick, which would be a lie, does not come.
        copyNow().catch(() => undefined);
      }}
    >
      <Icon name={copied ? "check" : "copy"} />
      {children}
      <span role="status" className={children === undefined && copied ? "copied-word" : "only-heard"}>
        {copied ? copiedLabel : ""}
      </span>
    </Button>
  );
}
