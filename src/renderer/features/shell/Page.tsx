import type { ReactNode } from "react";

export interface PageProps {
  readonly title: string;
  /** Quiet words beside the title. */
  readonly subtitle?: string | undefined;
  /** Controls at the right end of the toolbar. */
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** One view of the dashboard: a toolbar of 52, and a body that scrolls. */
export function Page({ title, subtitle, tools, children }: PageProps) {
  return (
    <main className="page">
      <header className="toolbar">
        <h1>{title}</h1>
        {subtitle === undefined ? null : <span className="quiet">{subtitle}</span>}
        <span className="spacer" />
        {tools}
      </header>
      <div className="page-body">{children}</div>
    </main>
  );
}
