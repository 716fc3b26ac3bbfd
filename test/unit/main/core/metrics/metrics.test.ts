import { describe, expect, it } from "vitest";
import { DownloadMetrics } from "../../../../../src/main/core/metrics/download-metrics";
import { writeExposition, type Family } from "../../../../../src/main/core/metrics/exposition";
import { ResidencyMetrics } from "../../../../../src/main/core/metrics/residency-metrics";
import { stateFamilies } from "../../../../../src/main/core/metrics/state-families";
import { fakeCacheReport, fakeMachine, fakeResident, fakeStatus } from "../../../../fakes/handlers";
import { downloadOf } from "../../../../support/download";

const linesOf = (families: readonly Family[]) => writeExposition(families, "text").split("\n");

const job = (phase: "queued" | "decode") => ({
  id: "req_1",
  client: "local",
  phase,
  promptTokens: 0,
  promptTokensRead: 0,
  generatedTokens: 0,
  startedAt: "2026-11-01T10:00:00.000Z",
});

describe("the state at a scrape", () => {
  it("has residents, machine, cache, seal, downloads and our own process", () => {
    const resident = fakeResident({ slots: 4, jobs: [job("decode"), job("queued"), job("queued")] });
    const lines = linesOf(
      stateFamilies({
        status: { ...fakeStatus, sovereignty: { ...fakeStatus.sovereignty, bytesOut: 321 } },
        machine: { ...fakeMachine, gpuLimitBytes: null },
        residents: [resident],
        cache: fakeCacheReport,
        downloads: [downloadOf({ state: "paused" })],
        process: { cpuSeconds: 1.5, residentBytes: 9e7, node: "v20.19.0" },
      }),
    );
    expect(lines).toEqual(
      expect.arrayContaining([
        'tresor_resident_state{model="tiny:q8_0",state="ready"} 1',
        'tresor_resident_state{model="tiny:q8_0",state="failed"} 0',
        `tresor_resident_memory_bytes{model="tiny:q8_0",kind="weights"} ${resident.memory.weightsBytes}`,
        'tresor_slots{model="tiny:q8_0"} 4',
        'tresor_slots_busy{model="tiny:q8_0"} 1',
        'tresor_queue_length{model="tiny:q8_0"} 2',
        'tresor_machine_memory_bytes{kind="total"} 512000000000',
        'tresor_memory_pressure{level="normal"} 1',
        "tresor_prefix_cache_bytes 5000000000",
        "tresor_prefix_cache_hits_total 41",
        'tresor_sovereignty_state{state="sealed"} 1',
        'tresor_sovereignty_state{state="alarm"} 0',
        "tresor_workers_sealed 1",
        "tresor_outbound_sent_bytes_total 321",
        'tresor_downloads{state="paused"} 1',
        "process_cpu_seconds_total 1.5",
        "process_resident_memory_bytes 90000000",
        "process_start_time_seconds 1793527200",
        'tresor_build_info{version="0.1.0",engine="node-llama-cpp 3.21.1",node="v20.19.0"} 1',
      ]),
    );
    expect(lines.join("\n")).not.toContain("gpu_limit");
  });
});

describe("residency", () => {
  it("is counted by what happened, and its loads are timed", () => {
    let now = 1_000;
    const metrics = new ResidencyMetrics(() => now);
    const see = (state: "starting" | "loading" | "ready" | "failed") =>
      metrics.follow({ type: "changed", resident: fakeResident({ state }) });
    see("starting");
    now += 1_500;
    see("loading");
    now += 1_500;
    see("ready");
    see("ready");
    see("starting");
    see("failed");
    see("ready");
    const event = {
      at: "2026-11-01T10:00:00.000Z",
      event: "evicted",
      reference: "tiny:q8_0",
      reason: "For b.",
    } as const;
    metrics.follow({ type: "history", event });
    metrics.follow({ type: "gone", reference: "tiny:q8_0", reason: "For b." });
    const lines = linesOf(metrics.families());
    expect(lines).toContain('tresor_residency_events_total{model="tiny:q8_0",event="evicted"} 1');
    expect(lines).toContain('tresor_load_duration_seconds_sum{model="tiny:q8_0"} 3');
    expect(lines).toContain('tresor_load_duration_seconds_count{model="tiny:q8_0"} 1');
  });
});

describe("downloads", () => {
  it("count what came since the start, and each end once", () => {
    const metrics = new DownloadMetrics();
    const see = (bytes: number, state: "downloading" | "done") => metrics.follow(downloadOf({ id: "a", bytes, state }));
    see(500, "downloading");
    see(800, "downloading");
    see(100, "downloading");
    see(150, "downloading");
    see(150, "done");
    see(150, "done");
    const lines = linesOf(metrics.families());
    expect(lines).toContain("tresor_download_received_bytes_total 350");
    expect(lines).toContain('tresor_downloads_ended_total{state="done"} 1');
  });
});
