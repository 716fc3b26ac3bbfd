import { statSync } from "node:fs";
import { TresorError } from "../../../shared/errors";
import type { DoctorCheck, DoctorReport } from "../../../shared/shapes/doctor";
import { findEnginePackage } from "../engine/engine-package";
import type { EngineLauncher } from "../engine/engine";
import type { DataDirectory } from "../kernel/data-directory";
import type { LeakTest } from "../sovereignty/leak/leak-test";
import type { Library } from "../library/library-port";

export interface DoctorSubject {
  readonly dataDirectory: DataDirectory;
  readonly launcher: EngineLauncher;
  readonly library: Library;
  readonly sealMode: "required" | "off";
  /** Runs too, when given. */
  readonly leakTest: Pick<LeakTest, "run"> | null;
}

/** Looks at everything that serving depends on, and says for each what to do when it is not as it should be. */
export async function runDoctor(subject: DoctorSubject): Promise<DoctorReport> {
  const checks = [
    checkNode(),
    checkEngine(),
    await checkSeal(subject),
    checkClosed("data directory", subject.dataDirectory.path, 0o700),
    checkClosed("admin token", subject.dataDirectory.adminTokenFile, 0o600),
    checkModels(subject.library),
    ...(await leakChecks(subject.leakTest)),
  ];
  return { ok: checks.every(({ ok }) => ok), checks };
}

/** A test that could not be made is no proof. */
async function leakChecks(leakTest: DoctorSubject["leakTest"]): Promise<readonly DoctorCheck[]> {
  if (leakTest === null) return [];
  try {
    return await leakTest.run();
  } catch (error) {
    return [{ name: "leak test", ok: false, found: TresorError.from(error).message, fix: sealFix(process.platform) }];
  }
}

function checkNode(): DoctorCheck {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const ok = major > 20 || (major === 20 && minor >= 18);
  return { name: "node", ok, found: process.versions.node, fix: ok ? null : "Install Node 20.19 or later." };
}

function checkEngine(): DoctorCheck {
  const { version, binary, complete } = findEnginePackage(process.platform, process.arch);
  const native =
    binary === null
      ? `no build for ${process.platform}-${process.arch}`
      : `${binary} ${complete ? "present" : "missing"}`;
  const fix = complete ? null : "Install again with npm ci, on macOS with Apple silicon or Linux x64.";
  return { name: "engine", ok: complete, found: `node-llama-cpp ${version ?? "missing"}, ${native}`, fix };
}

/** Starts a worker for the purpose: a seal is worth what its probe says. */
async function checkSeal({ launcher, sealMode }: DoctorSubject): Promise<DoctorCheck> {
  try {
    const engine = await launcher.launch();
    await engine.dispose();
    const { enforced, mechanism, evidence } = engine.seal;
    const fix = enforced ? null : "The seal is switched off. Start without --seal off, or set it to required.";
    return { name: "seal", ok: enforced, found: `${mechanism}: ${evidence.join(", ")}`, fix };
  } catch (error) {
    const { message } = TresorError.from(error);
    return { name: "seal", ok: sealMode === "off", found: message, fix: sealFix(process.platform) };
  }
}

function sealFix(platform: NodeJS.Platform): string {
  if (platform !== "linux") return "Check that /usr/bin/sandbox-exec runs, or go on without: --seal off.";
  return "Allow unprivileged user namespaces, install bubblewrap, or go on without: --seal off.";
}

function checkClosed(name: string, path: string, mode: number): DoctorCheck {
  try {
    const found = statSync(path).mode & 0o777;
    const ok = (found & 0o077) === 0;
    return {
      name,
      ok,
      found: `${path}, mode 0${found.toString(8)}`,
      fix: ok ? null : `chmod ${mode.toString(8)} '${path}'`,
    };
  } catch {
    return { name, ok: false, found: `${path} is missing`, fix: "Start Tresor once: it makes the file." };
  }
}

function checkModels(library: Library): DoctorCheck {
  const real = library.models().filter(({ demo }) => !demo).length;
  const rejected = library.rejected();
  const found = `${real} models, ${rejected.length} files refused${rejected.map(({ path, reason }) => `; ${path}: ${reason}`).join("")}`;
  const fix = real > 0 ? null : "Put a .gguf file into a models folder, or run npm run model:smol.";
  return { name: "models", ok: real > 0 || library.models().length > 0, found, fix };
}
