import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, WebContents } from "electron";
import { isDashboardView, type CallResult, type DashboardView } from "../../../shared/contract/bridge";
import { channels } from "../../../shared/contract/channels";
import { isCallName, isStreamName, type CallName, type Handlers } from "../../../shared/contract/derive";
import { dispatch, dispatchStream } from "../../../shared/contract/dispatch";
import { TresorError } from "../../../shared/errors";
import type { Logger } from "../../core/kernel/logger";
import type { WindowOrigin } from "../window-origin";
import { isTrustedSender } from "./trusted-sender";
import { WindowStreams } from "./window-streams";

/** What a page asks of the shell rather than of the core; `sender` is the page. */
export interface WindowRequests {
  openDashboard(view: DashboardView): void;
  hide(sender: WebContents): void;
  copyText(text: string): Promise<void>;
  resize(sender: WebContents, height: number): void;
}

export interface ValidatedIpcOptions {
  readonly ipcMain: Pick<IpcMain, "handle" | "on">;
  readonly origin: WindowOrigin;
  readonly handlers: Handlers;
  readonly window: WindowRequests;
  readonly logger: Logger;
}

/** Longer texts than any answer of a model are no text to copy. */
const mostCopiedCharacters = 10_000_000;

/**
 * The only place that listens on Electron's IPC. A message counts when our own page sent it and when it has the form that the contract
 * gives it; everything else is refused and noted, and disturbs nothing.
 */
export function serveWindows(options: ValidatedIpcOptions): void {
  const { ipcMain, origin, handlers, window, logger } = options;
  const streamsOf = new WeakMap<WebContents, WindowStreams>();

  const trusts = (event: IpcMainEvent | IpcMainInvokeEvent, channel: string): boolean => {
    const trusted = isTrustedSender(event.senderFrame, origin);
    if (!trusted) logger.warn({ channel }, "refused a message from a page that is not ours");
    return trusted;
  };
  const on = (channel: string, act: (sender: WebContents, ...values: unknown[]) => void): void => {
    ipcMain.on(channel, (event, ...values: unknown[]) => {
      if (trusts(event, channel)) act(event.sender, ...values);
    });
  };
  const handle = (channel: string, act: (...values: unknown[]) => Promise<unknown>): void => {
    ipcMain.handle(
      channel,
      async (event, ...values: unknown[]) =>
        await resultOf(async () => {
          if (!trusts(event, channel)) throw new TresorError("forbidden_origin", "Only Tresor's own windows may call.");
          return await act(...values);
        }),
    );
  };

  handle(channels.call, async (name, input) => {
    const known = knownName(name);
    if (isStreamName(known)) throw new TresorError("invalid_request", `${known} is a stream; start it as one.`);
    return await dispatch(handlers, known, input, { client: "window", signal: new AbortController().signal });
  });

  on(channels.streamStart, (sender, id, name, input) => {
    if (typeof id !== "number") return;
    const streams = streamsOf.get(sender) ?? followWindow(sender);
    streamsOf.set(sender, streams);
    const open = (signal: AbortSignal) => {
      const known = knownName(name);
      if (!isStreamName(known)) throw new TresorError("invalid_request", `${known} is not a stream; call it.`);
      return dispatchStream(handlers, known, input, { client: "window", signal });
    };
    void streams.run(
      id,
      open,
      (item) => sender.send(channels.streamItem, id, item),
      (failure) =>
        sender.send(channels.streamEnd, id, failure === null ? null : TresorError.from(failure.thrown).toWire()),
    );
  });
  on(channels.streamCancel, (sender, id) => {
    if (typeof id === "number") streamsOf.get(sender)?.cancel(id);
  });

  on(channels.openDashboard, (_sender, view) => {
    if (isDashboardView(view)) window.openDashboard(view);
  });
  on(channels.hide, (sender) => window.hide(sender));
  on(channels.resize, (sender, height) => {
    if (typeof height === "number" && Number.isFinite(height)) window.resize(sender, height);
  });
  handle(channels.copyText, async (text) => {
    if (typeof text !== "string" || text.length > mostCopiedCharacters)
      throw new TresorError("invalid_request", "Only a text can be copied.");
    await window.copyText(text);
    return null;
  });
}

function knownName(name: unknown): CallName {
  if (isCallName(name)) return name;
  throw new TresorError("route_not_found", `There is no call named ${String(name)}.`);
}

/** Failures cross as values: Electron keeps only the message of what a handler throws. */
async function resultOf(act: () => Promise<unknown>): Promise<CallResult> {
  try {
    return { ok: true, value: await act() };
  } catch (thrown) {
    return { ok: false, error: TresorError.from(thrown).toWire() };
  }
}

/** Streams end with the page that asked for them: when it closes, crashes or is loaded anew. */
function followWindow(contents: WebContents): WindowStreams {
  const streams = new WindowStreams();
  contents.on("destroyed", () => streams.cancelAll());
  contents.on("render-process-gone", () => streams.cancelAll());
  contents.on("did-start-navigation", ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) streams.cancelAll();
  });
  return streams;
}
