// The layers of docs/architecture.md. `npm run check:layers` fails on a violation, and test/arch proves that it does.
const external = (names) => `(^|/)node_modules/(${names})(/|$)|^(${names})(/|$)`;

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      comment: "Two files that need each other are one file, or want a third.",
      from: {},
      to: { circular: true },
    },
    {
      name: "shared-imports-nothing-but-zod",
      severity: "error",
      comment: "The contract runs everywhere: no Node, no DOM, no other layer.",
      from: { path: "^src/shared/" },
      to: { pathNot: ["^src/shared/", external("zod")] },
    },
    {
      name: "core-is-free-of-surfaces",
      severity: "error",
      comment: "The core decides; processes, windows and the command line are built around it.",
      from: { path: "^src/main/core/" },
      to: { path: "^src/(main/(worker|inspector|fetcher|shell|headless)|preload|renderer)/" },
    },
    {
      name: "electron-only-in-shell-and-preload",
      severity: "error",
      comment: "Everything but the shell must run under plain Node.",
      from: { path: "^src/", pathNot: "^src/(main/shell|preload)/" },
      to: { path: external("electron|electron-store") },
    },
    {
      name: "engine-only-in-worker",
      severity: "error",
      comment: "Native code stays in the sealed process: its crash loses one model.",
      from: { path: "^src/", pathNot: "^src/main/worker/" },
      to: { path: external("node-llama-cpp|@node-llama-cpp") },
    },
    {
      name: "child-processes-import-only-core-and-shared",
      severity: "error",
      from: { path: "^src/main/(worker|inspector|fetcher)/" },
      to: { path: "^src/", pathNot: "^src/(shared/|main/core/|main/$1/)" },
    },
    {
      name: "shell-and-headless-are-apart",
      severity: "error",
      from: { path: "^src/main/(shell|headless)/" },
      to: { path: "^src/", pathNot: "^src/(shared/|main/core/|main/$1/)" },
    },
    {
      name: "preload-exposes-the-contract-only",
      severity: "error",
      from: { path: "^src/preload/" },
      to: { pathNot: ["^src/(preload|shared)/", external("electron|zod")] },
    },
    {
      name: "renderer-knows-the-contract-only",
      severity: "error",
      from: { path: "^src/renderer/" },
      to: { pathNot: ["^src/(renderer|shared)/", external("react|react-dom|uplot|zustand|zod")] },
    },
    {
      name: "outbound-only-in-fetcher",
      severity: "error",
      comment:
        "Only the fetcher may open outbound connections. The gateway listens through fastify; the command line talks to the local gateway; the worker's probe must be refused; the tripwire stands on these modules, and the leak test must be stopped by both.",
      from: {
        path: "^src/main/",
        pathNot:
          "^src/main/(fetcher/|worker/seal-probe\\.ts$|core/gateway/|core/sovereignty/(tripwire\\.ts$|loopback\\.ts$|leak/)|headless/)",
      },
      to: { path: "^(node:)?(net|tls|dgram|dns|dns/promises|http|https|http2)$" },
    },
    {
      name: "no-production-import-of-a-development-package",
      severity: "error",
      from: { path: "^src/(main|shared)/", pathNot: "^src/main/shell/" },
      to: { dependencyTypes: ["npm-dev"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: { extensions: [".ts", ".tsx", ".js", ".json"], conditionNames: ["import", "types"] },
  },
};
