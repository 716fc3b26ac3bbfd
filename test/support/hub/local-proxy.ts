import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { temporaryFolder } from "../temporary-folder";

export interface Certificate {
  readonly key: Buffer;
  readonly cert: Buffer;
  /** Of the certificate, for NODE_EXTRA_CA_CERTS. */
  readonly path: string;
}

/** A certificate for a name that only the proxy knows; null where there is no openssl to make one. */
export function madeUpCertificate(name: string): Certificate | null {
  const folder = temporaryFolder();
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const made = spawnSync("openssl", [
    ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key, "-out", cert],
    ...["-subj", `/CN=${name}`, "-addext", `subjectAltName=DNS:${name}`],
  ]);
  return made.status === 0 ? { key: readFileSync(key), cert: readFileSync(cert), path: cert } : null;
}

export interface ProxyLog {
  readonly port: number;
  /** `host:port` of each CONNECT. */
  readonly targets: string[];
  readonly authorizations: (string | undefined)[];
}

/** A proxy that knows one name and where it lives; it refuses all others. */
export async function localProxy(name: string, targetPort: number): Promise<ProxyLog> {
  const targets: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const server = createServer((_request, response) => response.writeHead(400).end());
  server.on("connect", (request, client, head) => {
    targets.push(request.url ?? "");
    authorizations.push(request.headers["proxy-authorization"]);
    client.on("error", () => undefined);
    if (request.url !== `${name}:443`) {
      client.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    const upstream = connect(targetPort, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on("error", () => client.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return { port: (server.address() as AddressInfo).port, targets, authorizations };
}
