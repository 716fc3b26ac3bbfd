import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const bundle = path.resolve(import.meta.dirname, "../../node_modules/node-llama-cpp/llama/gitRelease.bundle");
const inside = "models/templates";

/**
 * The chat templates of published models that llama.cpp keeps for its own tests, by file name without its ending. They are read from the
 * source that node-llama-cpp carries, once for each version of it. Null where git or that file is missing.
 */
export function realTemplates(): ReadonlyMap<string, string> | null {
  if (!existsSync(bundle)) return null;
  const { size, mtimeMs } = statSync(bundle);
  const folder = path.join(tmpdir(), `tresor-real-templates-${size}-${Math.round(mtimeMs)}`);
  if (!existsSync(folder) && !extract(folder)) return null;
  const files = readdirSync(path.join(folder, inside)).filter((name) => name.endsWith(".jinja"));
  return new Map(
    files.map((name) => [path.parse(name).name, readFileSync(path.join(folder, inside, name), "utf8")] as const),
  );
}

function extract(folder: string): boolean {
  const work = `${folder}.${process.pid}`;
  try {
    mkdirSync(work, { recursive: true });
    const repository = path.join(work, "repository.git");
    const git = (...values: string[]) => execFileSync("git", values, { stdio: ["ignore", "pipe", "ignore"] });
    git("clone", "--quiet", "--bare", bundle, repository);
    const archive = path.join(work, "templates.tar");
    git("-C", repository, "archive", "--output", archive, "HEAD", inside);
    execFileSync("tar", ["-xf", archive, "-C", work], { stdio: "ignore" });
    rmSync(repository, { recursive: true });
    rmSync(archive);
    renameSync(work, folder);
    return true;
  } catch {
    rmSync(work, { recursive: true, force: true });
    // Another test file may have been faster.
    return existsSync(folder);
  }
}
