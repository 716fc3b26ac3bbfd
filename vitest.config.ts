import { defineConfig } from "vitest/config";

const common = { environment: "node" as const, testTimeout: 20_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    // Two cores are all that a small machine or CI has. One more than that, since tests that wait for processes leave theirs idle.
    maxWorkers: 3,
    projects: [
      { test: { ...common, name: "unit", include: ["test/unit/**/*.test.{ts,tsx}"] } },
      { test: { ...common, name: "arch", include: ["test/arch/**/*.test.ts"], testTimeout: 60_000 } },
      {
        test: {
          ...common,
          name: "integration",
          include: ["test/integration/**/*.test.ts"],
          testTimeout: 60_000,
        },
      },
      {
        test: {
          ...common,
          name: "e2e",
          include: ["test/e2e/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 120_000,
        },
      },
    ],
  },
});
