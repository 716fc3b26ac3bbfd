import { createHash } from "node:crypto";
import { getModuleVersion } from "node-llama-cpp";
import type { CacheType } from "../../shared/shapes/plan";
import type { PrefixOptions } from "../core/engine/engine";
import type { FromWorker } from "../core/engine/protocol";
import { PrefixStore } from "./prefix/prefix-store";

/**
 * The store of saved prefixes of a loaded model. What is saved is bound to all that
 * a state depends on: the model's content, its context, and the engine that wrote it.
 */
export async function openPrefixStore(
  options: PrefixOptions,
  loaded: {
    readonly context: number;
    readonly cacheType: CacheType;
    readonly gpu: boolean;
    readonly isCuttable: boolean;
  },
  send: (message: FromWorker) => void,
): Promise<PrefixStore> {
  const facts = [
    options.identity,
    loaded.context,
    loaded.cacheType,
    loaded.gpu,
    await getModuleVersion(),
    process.arch,
  ];
  const store = new PrefixStore({
    directory: options.directory,
    key: Buffer.from(options.key, "base64"),
    binding: createHash("sha256").update(JSON.stringify(facts)).digest("hex").slice(0, 32),
    memoryBytes: options.memoryBytes,
    cuttable: loaded.isCuttable,
    report: (report) => send({ type: "prefixReport", report }),
  });
  await store.open();
  return store;
}
