import { resolve } from "node:path";
import { defineConfig } from "electron-vite";
import react from "@vitejs/plugin-react";

// Five Node programs are built from src/main: the Electron shell, the headless command line, and the three child processes.
// The targets are below what the current Electron ships, so that the same build runs under Node 20 and in Electron 33 (tests on Linux).
export default defineConfig({
  main: {
    build: {
      target: "node20.19",
      externalizeDeps: true,
      rolldownOptions: {
        input: {
          index: resolve("src/main/shell/main.ts"),
          cli: resolve("src/main/headless/main.ts"),
          worker: resolve("src/main/worker/main.ts"),
          inspector: resolve("src/main/inspector/main.ts"),
          fetcher: resolve("src/main/fetcher/main.ts"),
        },
        output: { format: "es" },
      },
    },
  },
  preload: {
    build: {
      target: "node20.18",
      // A sandboxed preload script can load nothing but electron: zod is bundled, and the format must be CommonJS.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: resolve("src/preload/index.ts") },
        output: { format: "cjs", entryFileNames: "[name].cjs" },
      },
    },
  },
  renderer: {
    root: "src/renderer",
    plugins: [react()],
    build: {
      target: "chrome130",
      rolldownOptions: {
        input: { dashboard: resolve("src/renderer/index.html"), popover: resolve("src/renderer/popover.html") },
      },
    },
  },
});
