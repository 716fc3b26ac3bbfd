import { useLanguage } from "../../store/window-context";

/** How to get a real model, while there is only the demo model or none at all. */
export function DemoNotice({ empty }: { empty: boolean }) {
  const { library } = useLanguage().words;
  return (
    <section className="demo-notice">
      <b>{empty ? library.emptyTitle : library.demoTitle}</b>
      <p>
        {library.demoCure} <code>npm start -- --models-dir DIR</code>.
      </p>
    </section>
  );
}
