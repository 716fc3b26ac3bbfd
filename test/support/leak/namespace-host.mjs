// Runs inside a network namespace of its own, where every address that leak tests try is this host's, with a listener on each port: what is
// not stopped arrives here. First a control without any wall or tripwire, then the product. Prints one JSON document.
import { execFileSync, spawn } from "node:child_process";
import { createSocket } from "node:dgram";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [built] = process.argv.slice(2);
const ipv4 = "192.0.2.1";
const ipv6 = "2001:db8::1";
const folder = mkdtempSync(join(tmpdir(), "tresor-leak-"));
const arrived = [];

for (const command of ["link set lo up", `addr add ${ipv4}/24 dev lo`, `addr add ${ipv6}/64 dev lo nodad`]) {
  execFileSync("ip", command.split(" "));
}
const resolver = join(folder, "resolv.conf");
writeFileSync(resolver, `nameserver ${ipv4}\noptions timeout:1 attempts:1\n`);
execFileSync("mount", ["--bind", resolver, "/etc/resolv.conf"]);

for (const address of [ipv4, ipv6]) {
  for (const port of [9, 53, 80, 443]) {
    const server = createServer((socket) => {
      arrived.push(`tcp ${address} ${port}`);
      socket
        .on("error", () => undefined)
        .on("data", (data) => arrived.push(data.toString("latin1")))
        .end();
    });
    await new Promise((resolve) => server.listen(port, address, resolve));
    const datagrams = createSocket(address === ipv4 ? "udp4" : "udp6");
    datagrams.on("message", (data) => arrived.push(`udp ${address} ${port}`, data.toString("latin1")));
    await new Promise((resolve) => datagrams.bind(port, address, resolve));
  }
}

function ran(script, ...args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(built, script), ...args], { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    child.stdout.on("data", (data) => (said += data));
    child.stderr.on("data", () => undefined);
    child.once("close", (code) => resolve({ code, said }));
  });
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const control = JSON.parse((await ran("worker.js", "--leak-test", "canary-control")).said);
await pause(200);
const controlArrived = arrived.splice(0);

const data = ["--data-dir", join(folder, "data")];
const service = spawn(
  process.execPath,
  [join(built, "cli.js"), ...data, "serve", "--port", "0", "--threads", "1", "--json"],
  {
    stdio: ["ignore", "pipe", "inherit"],
  },
);
const ready = await new Promise((resolve) => {
  let said = "";
  service.stdout.on("data", (text) => {
    said += text;
    if (said.includes("\n")) resolve(JSON.parse(said.split("\n")[0]));
  });
});
const answer = await fetch(`${ready.url}/v1/chat/completions`, {
  method: "POST",
  body: JSON.stringify({
    model: "text",
    max_tokens: 8,
    messages: [{ role: "user", content: "canary-prompt, once upon a time" }],
  }),
});
const { choices } = await answer.json();
const doctor = await ran("cli.js", ...data, "--json", "doctor", "--leak-test");
const status = await ran("cli.js", ...data, "--json", "status");
await pause(200);
service.kill("SIGTERM");
await new Promise((resolve) => service.once("close", resolve));

const report = {
  control,
  controlArrived,
  answer: choices?.[0]?.message?.content ?? null,
  doctor: { code: doctor.code, ...JSON.parse(doctor.said) },
  status: JSON.parse(status.said),
  arrived,
};
process.stdout.write(JSON.stringify(report), () => process.exit(0));
