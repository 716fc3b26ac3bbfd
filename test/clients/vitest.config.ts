import { defineConfig } from "vitest/config";
import { TableReporter } from "./support/table-reporter";

const updatesDocument = process.env["TRESOR_UPDATE_CLIENTS"] === "1";

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ["*.test.ts"],
    globalSetup: ["./support/serve.ts"],
    // One server serves all, and cancelling is seen by what it still does: one client after the other, in one process.
    fileParallelism: false,
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ["default", new TableReporter(updatesDocument)],
  },
});
