import type { CommandLine } from "electron";

/**
 * Chromium's own ways out, closed before it starts. The list is a belt: what a page could ask for is refused again, request by request,
 * by session-lockdown.ts. No name resolves, since no page of ours has one to ask for.
 */
const switches: readonly (readonly [name: string, value?: string])[] = [
  ["host-resolver-rules", "MAP * ~NOTFOUND"],
  ["disable-background-networking"],
  ["disable-component-update"],
  ["disable-domain-reliability"],
  ["disable-sync"],
  ["no-pings"],
  ["force-webrtc-ip-handling-policy", "disable_non_proxied_udp"],
];

/** To be called before Electron's `ready`. */
export function closeChromiumSwitches(commandLine: Pick<CommandLine, "appendSwitch">): void {
  for (const [name, value] of switches) commandLine.appendSwitch(name, value);
}
