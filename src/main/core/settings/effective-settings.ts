import type { Settings } from "../../../shared/shapes/settings";
import type { TresorOptions } from "../tresor-port";

/** The settings that a flag or an environment variable of this start can override. */
type Overridable = Pick<
  Settings,
  "seal" | "demo" | "threads" | "context" | "slots" | "memoryLimitBytes" | "prefixCache" | StoredOnly
>;

/** No flag says these yet. */
type StoredOnly = "prefillShare" | "reserveBytes" | "cacheType";

/** What holds now: the flag of this start, else the stored setting. Read anew at each use, since settings change while Tresor runs. */
export function effectiveSettings(
  options: Pick<TresorOptions, "settings" | Exclude<keyof Overridable, StoredOnly>>,
): Overridable {
  const stored = options.settings.read();
  return {
    seal: options.seal ?? stored.seal,
    demo: options.demo ?? stored.demo,
    threads: options.threads ?? stored.threads,
    context: options.context ?? stored.context,
    slots: options.slots ?? stored.slots,
    prefillShare: stored.prefillShare,
    reserveBytes: stored.reserveBytes,
    cacheType: stored.cacheType,
    prefixCache: options.prefixCache ?? stored.prefixCache,
    memoryLimitBytes: options.memoryLimitBytes ?? stored.memoryLimitBytes,
  };
}
