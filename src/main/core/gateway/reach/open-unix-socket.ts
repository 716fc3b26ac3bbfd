import { existsSync, lstatSync, unlinkSync } from "node:fs";
import { connect, type Server } from "node:net";
import { once } from "node:events";
import { dirname } from "node:path";
import { pathFailure } from "./listen-failure";

/** macOS keeps 104 bytes for it, the zero at the end included; Linux four more. */
const longestPathBytes = 103;
/** What the mode 0600 leaves out. */
const othersOut = 0o177;

/**
 * Binds a Unix socket that only this user may open. What a crash left behind is removed, but only a socket at which nobody answers.
 * @throws TresorError `invalid_request`
 */
export async function openUnixSocket(server: Server, path: string): Promise<void> {
  try {
    // The system would cut a longer one off without a word.
    if (Buffer.byteLength(path) > longestPathBytes) throw Object.assign(new Error("too long"), { code: "EINVAL" });
    // The system's own answer for this is that it is not allowed.
    if (!existsSync(dirname(path))) throw Object.assign(new Error("no folder"), { code: "ENOENT" });
    await removeStale(path);
    const listening = once(server, "listening");
    // Set before the socket exists: a mode that is changed afterwards leaves a moment in which others may open it.
    const before = process.umask(othersOut);
    try {
      server.listen({ path });
    } finally {
      process.umask(before);
    }
    await listening;
  } catch (error) {
    throw pathFailure(error, path);
  }
}

async function removeStale(path: string): Promise<void> {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isSocket()) throw Object.assign(new Error("not a socket"), { code: "EEXIST" });
  if (await answersAt({ path })) throw Object.assign(new Error("in use"), { code: "EADDRINUSE" });
  unlinkSync(path);
}

/** Whether somebody accepts connections there. */
export async function answersAt(target: { path: string } | { host: string; port: number }): Promise<boolean> {
  const socket = connect(target);
  try {
    await once(socket, "connect");
    return true;
  } catch (error) {
    // Refused is the one answer that proves that nobody is there.
    return (error as NodeJS.ErrnoException).code !== "ECONNREFUSED";
  } finally {
    socket.destroy();
  }
}
