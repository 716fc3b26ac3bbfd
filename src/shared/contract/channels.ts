/**
 * The channels between a window's preload script and the shell. Calls and streams name their call in the message, so that a new call
 * in the contract needs no new channel.
 */
export const channels = {
  /** Window to shell, answered: (name, input) → CallResult. */
  call: "tresor:call",
  /** Window to shell: (id, name, input). The id is the window's own. */
  streamStart: "tresor:stream-start",
  /** Window to shell: (id). */
  streamCancel: "tresor:stream-cancel",
  /** Shell to window: (id, item). */
  streamItem: "tresor:stream-item",
  /** Shell to window, once and last: (id, WireError or null). */
  streamEnd: "tresor:stream-end",
  /** Shell to window: (TresorEvent). */
  event: "tresor:event",
  /** Window to shell: (view). */
  openDashboard: "tresor:open-dashboard",
  /** Window to shell. */
  hide: "tresor:hide",
  /** Window to shell, answered: (text). */
  copyText: "tresor:copy-text",
  /** Window to shell: (height in CSS pixels). */
  resize: "tresor:resize",
} as const;
