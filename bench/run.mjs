// Runs the benches, which are TypeScript, through vite's module runner, and prints their tables.
//   npm run bench                      all
//   npm run bench -- decode abort      some of them
//   npm run bench -- --quick           the smallest model and few rounds: proves that a bench works, measures nothing
//   npm run bench -- --model forty     one generated model in place of the bench's own
//   npm run bench -- --peer http://127.0.0.1:8080 [--peer-model NAME]
//                                      decode, prefill and first-token against another OpenAI-compatible server
import { parseArgs } from "node:util";
import { runnerImport } from "vite";

const againstPeer = ["decode", "prefill", "first-token"];
const all = ["start", "control", ...againstPeer, "abort", "long-prompt", "agent-cache", "library", "memory", "ledger"];
const presets = ["tiny", "forty", "threeHundred"];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false },
    model: { type: "string" },
    peer: { type: "string" },
    "peer-model": { type: "string" },
  },
});
const known = values.peer === undefined ? all : againstPeer;
const unknown = positionals.find((name) => !known.includes(name));
if (unknown !== undefined) fail(`There is no bench named ${unknown} here; there are ${known.join(", ")}.`);
if (values.model !== undefined && !presets.includes(values.model)) {
  fail(`There is no model named ${values.model}; there are ${presets.join(", ")}.`);
}

const options = {
  quick: values.quick,
  preset: values.model ?? (values.quick ? "tiny" : values.peer === undefined ? null : "threeHundred"),
  peer: values.peer === undefined ? null : { url: values.peer, model: values["peer-model"] ?? null },
};
for (const name of positionals.length === 0 ? known : positionals) {
  const { module } = await runnerImport(new URL(`./${name}.bench.ts`, import.meta.url).pathname);
  console.log(await module.bench(options));
}

function fail(message) {
  console.error(message);
  process.exit(2);
}
