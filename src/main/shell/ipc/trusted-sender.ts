import { isOwnUrl, type WindowOrigin } from "../window-origin";

/** What Electron says of the frame that sent a message. */
export interface SenderFrame {
  readonly url: string;
  /** Null for the page itself; a frame within a page otherwise. */
  readonly parent: unknown;
}

/** Only our own page at the top of a window may call. Null: the frame is gone already. */
export function isTrustedSender(frame: SenderFrame | null, origin: WindowOrigin): boolean {
  return frame !== null && frame.parent === null && isOwnUrl(frame.url, origin);
}
