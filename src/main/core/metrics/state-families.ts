import { downloadStateSchema, type Download } from "../../../shared/shapes/download";
import type { CacheReport } from "../../../shared/shapes/cache";
import { sovereigntyStateSchema, type Status } from "../../../shared/shapes/status";
import type { Family } from "./exposition";
import { counted, gauge } from "./gauge";
import { machineFamilies } from "./machine-families";
import { residentFamilies } from "./resident-families";
import type { ProcessUse, ScrapedState } from "./scraped-state";

/** Everything that is read at the moment of a scrape. */
export function stateFamilies(state: ScrapedState): Family[] {
  return [
    ...residentFamilies(state.residents),
    ...machineFamilies(state.machine),
    ...cacheFamilies(state.cache),
    ...sovereigntyFamilies(state.status),
    downloadsByState(state.downloads),
    ...processFamilies(state.process, state.status),
  ];
}

function cacheFamilies({ entries, bytes, hits, limitBytes }: CacheReport): Family[] {
  return [
    gauge("tresor_prefix_cache_entries", "Saved prefixes on disk.", [[{}, entries]]),
    gauge("tresor_prefix_cache_bytes", "What they take.", [[{}, bytes]]),
    gauge("tresor_prefix_cache_limit_bytes", "What they may take.", [[{}, limitBytes]]),
    counted("tresor_prefix_cache_hits", "Prompts that began with a saved prefix, since the cache was last cleared.", [
      [{}, hits],
    ]),
  ];
}

function sovereigntyFamilies({ sovereignty }: Status): Family[] {
  return [
    gauge(
      "tresor_sovereignty_state",
      "1 for the state that the indicator shows.",
      sovereigntyStateSchema.options.map((state) => [{ state }, Number(state === sovereignty.state)]),
    ),
    gauge("tresor_workers", "Processes of models that run.", [[{}, sovereignty.workers]]),
    gauge("tresor_workers_sealed", "Those that the kernel keeps from the network.", [[{}, sovereignty.sealedWorkers]]),
    counted("tresor_outbound_sent_bytes", "Bytes that outbound jobs have sent since the start.", [
      [{}, sovereignty.bytesOut],
    ]),
  ];
}

function downloadsByState(downloads: readonly Download[]): Family {
  return gauge(
    "tresor_downloads",
    "Downloads that are listed, by state.",
    downloadStateSchema.options.map((one) => [{ state: one }, downloads.filter(({ state }) => state === one).length]),
  );
}

/** Under the names that every Prometheus library gives to a process. */
function processFamilies(
  { cpuSeconds, residentBytes, node }: ProcessUse,
  { version, engine, startedAt }: Status,
): Family[] {
  return [
    counted("process_cpu_seconds", "Time that Tresor's main process has computed; workers are not in it.", [
      [{}, cpuSeconds],
    ]),
    gauge("process_resident_memory_bytes", "Memory of Tresor's main process; workers are not in it.", [
      [{}, residentBytes],
    ]),
    gauge("process_start_time_seconds", "When Tresor started, in seconds since 1970.", [
      [{}, Date.parse(startedAt) / 1_000],
    ]),
    gauge("tresor_build_info", "Always 1; the labels tell what runs.", [[{ version, engine, node }, 1]]),
  ];
}
