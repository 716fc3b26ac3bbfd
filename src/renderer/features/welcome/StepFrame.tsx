import { useEffect, useRef, type ReactNode } from "react";

export interface StepFrameProps {
  readonly title: string;
  readonly lead: string;
  /** At the left of the foot: what is not the main way. */
  readonly aside: ReactNode;
  readonly buttons: ReactNode;
  readonly children: ReactNode;
}

/** One step: a heading that takes the focus, so that it is read out, what it is about, and the ways on. */
export function StepFrame({ title, lead, aside, buttons, children }: StepFrameProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p className="first-run-lead">{lead}</p>
      <div className="first-run-content">{children}</div>
      <footer className="first-run-foot">
        {aside}
        <span className="spacer" />
        {buttons}
      </footer>
    </>
  );
}
