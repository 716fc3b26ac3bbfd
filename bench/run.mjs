// Runs the benches, which are TypeScript, through vite's module runner, and prints their tables.
//   npm run bench            all
//   npm run bench -- start   one of: decode, start, control
import { runnerImport } from "vite";

const all = ["start", "control", "decode"];
const wanted = process.argv.slice(2).filter((argument) => !argument.startsWith("-"));
for (const name of wanted.length === 0 ? all : wanted) {
  if (!all.includes(name)) {
    console.error(`There is no bench named ${name}; there are ${all.join(", ")}.`);
    process.exit(2);
  }
  const { module } = await runnerImport(new URL(`./${name}.bench.ts`, import.meta.url).pathname);
  console.log(await module.bench());
}
