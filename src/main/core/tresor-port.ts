import type { Handlers } from "../../shared/contract/derive";
import type { TresorEvent } from "../../shared/contract/events";
import type { DataDirectory } from "./kernel/data-directory";
import type { Logger } from "./kernel/logger";
import type { KeyStore } from "./kernel/key-store";
import type { SettingsStore } from "./settings/settings-store";

/** What the surface (the Electron shell or the command line) tells the core; flags win over settings. */
export interface TresorOptions {
  readonly dataDirectory: DataDirectory;
  readonly settings: SettingsStore;
  readonly logger: Logger;
  /** From `--models-dir`, in that order; the data directory's own `models` folder is always looked at too. */
  readonly modelsDirectories: readonly string[];
  /** `resources/models`; null: no demo model. */
  readonly demoDirectory: string | null;
  /** The built renderer, for the dashboard over HTTP; null: none. */
  readonly windowDirectory: string | null;
  /** How to start the child processes: the Node to run them and the built scripts. */
  readonly processes: ProcessFiles;
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly reach?: ReachFlags | undefined;
  readonly seal?: "required" | "off" | undefined;
  readonly demo?: boolean | undefined;
  readonly threads?: number | undefined;
  readonly context?: number | undefined;
  readonly slots?: number | undefined;
  readonly memoryLimitBytes?: number | undefined;
  readonly prefixCache?: boolean | undefined;
  /** Moves a file to the system's trash when a model is removed; absent: it is deleted. */
  readonly trash?: ((path: string) => Promise<void>) | undefined;
  /** Encrypts the key of the saved prefixes; absent or not available: it lies in a file of mode 0600. */
  readonly keyStore?: KeyStore | undefined;
}

/** Beyond the one port on loopback; flags only, apart from what has a setting. */
export interface ReachFlags {
  /** Another `host` than loopback is meant. */
  readonly allowNetwork?: boolean | undefined;
  /** Where other machines connect; default 8738. */
  readonly networkPort?: number | undefined;
  /** Files in PEM; absent: a certificate of our own. */
  readonly tls?: { readonly certFile: string; readonly keyFile: string } | undefined;
  readonly allowedHosts?: readonly string[] | undefined;
  readonly unixSocket?: string | undefined;
  readonly ollamaPort?: boolean | undefined;
}

export interface ProcessFiles {
  /** Node, or the Electron binary with ELECTRON_RUN_AS_NODE in the environment. */
  readonly nodePath: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly workerScript: string;
  readonly inspectorScript: string;
  readonly fetcherScript: string;
}

/** A running core. */
export interface Tresor {
  /** `http://127.0.0.1:8737` */
  readonly url: string;
  readonly handlers: Handlers;
  readonly adminToken: string;
  subscribe(listener: (event: TresorEvent) => void): () => void;
  /** See Gateway.oneTimeLink. */
  oneTimeLink(): string;
  /** Stops serving, drains, ends all processes. Safe to call twice. */
  dispose(drainMilliseconds?: number): Promise<void>;
}
