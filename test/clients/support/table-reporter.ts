import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Reporter, TestModule, Vitest } from "vitest/node";
import { clientTable, type FeatureResult } from "./client-table";

const clientsFolder = join(import.meta.dirname, "..");
const documentPath = join(clientsFolder, "..", "..", "docs", "clients.md");

/** Compares docs/clients.md with what a whole run saw, or writes it. */
export class TableReporter implements Reporter {
  readonly #updates: boolean;
  #vitest: Vitest | null = null;

  constructor(updates: boolean) {
    this.#updates = updates;
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  async onTestRunEnd(modules: readonly TestModule[]): Promise<void> {
    if (await this.#isPartial(modules)) return;
    const results = modules.flatMap((module) => resultsOf(module));
    const table = await clientTable(results, pinnedVersions());
    if (this.#updates) {
      writeFileSync(documentPath, table);
      return;
    }
    if (currentDocument() === table) return;
    console.error('docs/clients.md is not what this run saw: "npm run test:clients -- --update-docs" writes it.');
    process.exitCode = 1;
  }

  /** Only some files or names were asked for: that says nothing about the whole. */
  async #isPartial(modules: readonly TestModule[]): Promise<boolean> {
    const all = (await this.#vitest?.globTestSpecifications()) ?? [];
    return modules.length < all.length || this.#vitest?.config.testNamePattern !== undefined;
  }
}

function resultsOf(module: TestModule): readonly FeatureResult[] {
  return [...module.children.allTests()].flatMap((test) => {
    const { client, feature } = test.meta();
    if (client === undefined || feature === undefined) return [];
    return [{ client, feature, passed: test.result().state === "passed" }];
  });
}

function pinnedVersions(): ReadonlyMap<string, string> {
  const manifest = readFileSync(join(clientsFolder, "package.json"), "utf8");
  return new Map(Object.entries((JSON.parse(manifest) as { dependencies: Record<string, string> }).dependencies));
}

function currentDocument(): string {
  try {
    return readFileSync(documentPath, "utf8");
  } catch {
    return "";
  }
}
