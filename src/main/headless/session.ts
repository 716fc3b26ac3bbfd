import type { Client } from "../../shared/contract/derive";
import type { DoctorReport } from "../../shared/shapes/doctor";
import type { DataDirectory } from "../core/kernel/data-directory";
import type { Library } from "../core/library/library-port";
import type { PrefixCache } from "../core/prefix-cache/prefix-cache";
import type { Tresor, TresorOptions } from "../core/tresor-port";
import type { Figures } from "./figures";
import type { GlobalOptions } from "./global-options";
import type { Installation } from "./installation";
import type { Words } from "./language/en";
import type { Output } from "./output";
import type { OpenPlanning } from "./open-planning";
import type { Terminal } from "./terminal";
import type { ToolCommand } from "./tool-process";

/** What commands reach beyond the terminal; a test passes fakes. */
export interface Capabilities {
  readonly installation: Installation;
  /** @throws TresorError `not_running`, `unauthorized` */
  connect(directory: DataDirectory, words: Words, interruption: AbortSignal): Client;
  startTresor(options: TresorOptions): Promise<Tresor>;
  /** What is on disk, without a running Tresor; it has looked at all folders once. */
  openLibrary(session: Session): Promise<Library>;
  /** Plans without a running Tresor. The caller disposes it. */
  openPlanning(session: Session): Promise<OpenPlanning>;
  /** The saved prefixes on disk, without a running Tresor. */
  openPrefixCache(session: Session): Promise<PrefixCache>;
  /** The doctor's checks without a running Tresor. */
  diagnose(session: Session, wish: { readonly leakTest: boolean }): Promise<DoctorReport>;
  /** Runs another program in this terminal; its exit code, or null when there is none of that name. */
  runTool(command: ToolCommand): Promise<number | null>;
}

/** One call of the command line. */
export interface Session {
  readonly options: GlobalOptions;
  readonly words: Words;
  readonly figures: Figures;
  readonly output: Output;
  readonly terminal: Terminal;
  readonly capabilities: Capabilities;
  /** Aborted by Ctrl-C. */
  readonly interruption: AbortSignal;
}

/** The client of the running Tresor. @throws TresorError `not_running`, `unauthorized` */
export function clientOf({ capabilities, options, words, interruption }: Session): Client {
  return capabilities.connect(options.dataDirectory, words, interruption);
}
