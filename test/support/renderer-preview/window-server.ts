import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join, normalize } from "node:path";
import { windowContentSecurityPolicy } from "../../../src/shared/contract/window-policy";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".css": "text/css",
};

export interface WindowServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the built renderer as the shell and the gateway do: with the windows' content security policy. */
export async function serveWindows(directory: string): Promise<WindowServer> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? "/", "http://localhost").pathname);
    readFile(join(directory, path)).then(
      (body) => {
        response.writeHead(200, {
          "content-type": types[extname(path)] ?? "application/octet-stream",
          "content-security-policy": windowContentSecurityPolicy,
        });
        response.end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      await closed(server);
    },
  };
}

const closed = async (server: Server): Promise<void> =>
  await new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
