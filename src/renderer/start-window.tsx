import { StrictMode, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { config } from "zod";
import { connect } from "./bridge/connect";
import { createAskStore } from "./features/ask/ask-store";
import { createActions } from "./store/actions";
import { tick } from "./store/clock";
import { startSync } from "./store/sync";
import { WindowProvider } from "./store/window-context";
import { createWindowStore } from "./store/window-store";

/** Connects a page to the core, keeps it in step, and draws it into `#root`. */
export function startWindow(content: ReactNode): void {
  // Zod would compile its parsers with `new Function`, which the window's content security policy refuses.
  config({ jitless: true });
  const connection = connect(window);
  const store = createWindowStore(Date.now());
  const services = {
    ...connection,
    store,
    actions: createActions(connection.client, store),
    ask: createAskStore(connection.client),
    systemLanguage: navigator.language,
  };
  startSync(connection.client, store, {
    now: () => Date.now(),
    after: (milliseconds, callback) => {
      const timer = setTimeout(callback, milliseconds);
      return () => {
        clearTimeout(timer);
      };
    },
  });
  setInterval(() => {
    tick(store, Date.now());
  }, 1_000);

  const root = document.querySelector("#root");
  if (root === null) throw new Error("The page has no #root to draw into.");
  createRoot(root).render(
    <StrictMode>
      <WindowProvider services={services}>{content}</WindowProvider>
    </StrictMode>,
  );
}
