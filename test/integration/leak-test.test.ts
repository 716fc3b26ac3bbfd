import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { doctorReportSchema } from "../../src/shared/shapes/doctor";
import { statusSchema } from "../../src/shared/shapes/status";
import { builtFiles } from "../support/built-files";

const host = join(import.meta.dirname, "..", "support", "leak", "namespace-host.mjs");
const inNamespace = ["-rnm", "--"];
const needed = [
  ["unshare", [...inNamespace, "ip", "addr", "add", "192.0.2.1/24", "dev", "lo"]],
  ["unshare", [...inNamespace, "mount", "--bind", "/etc/hostname", "/etc/resolv.conf"]],
] as const;
const refused = needed.filter(([program, args]) => spawnSync(program, args).status !== 0);
if (refused.length > 0) {
  console.warn(
    `Skipped: the leak test in a namespace, for want of: ${refused.map(([, args]) => args.slice(2).join(" ")).join("; ")}.`,
  );
}

const outcomeSchema = z.object({ road: z.string(), outcome: z.string() });
const reportSchema = z.object({
  control: z.array(outcomeSchema),
  controlArrived: z.array(z.string()),
  answer: z.string(),
  doctor: doctorReportSchema.extend({ code: z.number() }),
  status: statusSchema,
  arrived: z.array(z.string()),
});

describe.skipIf(refused.length > 0)("a canary, in a network where everything that leaves arrives", () => {
  let report: z.infer<typeof reportSchema>;

  beforeAll(() => {
    const built = dirname(builtFiles().workerScript);
    const { stdout, stderr } = spawnSync("unshare", [...inNamespace, process.execPath, host, built], {
      encoding: "utf8",
      timeout: 120_000,
    });
    if (stdout === "") throw new Error(stderr);
    report = reportSchema.parse(JSON.parse(stdout));
  }, 120_000);

  it("arrives from a process without wall and tripwire, by every kind of road", () => {
    const { control, controlArrived } = report;
    const gone = control.filter(({ outcome }) => ["connected", "sent"].includes(outcome)).map(({ road }) => road);
    expect(gone).toEqual(["TCP", "TCP over IPv6", "UDP", "UDP over IPv6", "a child process"]);
    for (const place of [
      "tcp 192.0.2.1 9",
      "tcp 2001:db8::1 9",
      "udp 192.0.2.1 9",
      "udp 2001:db8::1 9",
      "udp 192.0.2.1 53",
      "tcp 192.0.2.1 80",
    ]) {
      expect(controlArrived, place).toContain(place);
    }
    expect(controlArrived.join("\n")).toContain("canary-control");
  });

  it("arrives from Tresor by none, whether planted in a prompt or carried by force", () => {
    expect(report.answer).toMatch(/\w/);
    expect(report.arrived).toEqual([]);
  });

  it("is told of road by road, with what stopped it", () => {
    const { doctor } = report;
    const roads = doctor.checks.filter(({ name }) => /^(worker|core): /.test(name));
    expect(roads.filter(({ name }) => name.startsWith("worker"))).toHaveLength(11);
    expect(roads.filter(({ name }) => name.startsWith("core"))).toHaveLength(11);
    expect(roads.filter(({ ok }) => !ok)).toEqual([]);
    for (const { found } of roads) expect(found).toMatch(/^stopped by (the tripwire|unshare|bwrap)/);
    expect(doctor.code).toBe(0);
  });

  it("raises no alarm of its own making", () => {
    expect(report.status.sovereignty).toMatchObject({ state: "sealed", alarms: [], bytesOut: 0 });
  });
});
