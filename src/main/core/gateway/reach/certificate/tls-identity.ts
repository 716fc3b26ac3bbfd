import { createPrivateKey, X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { join } from "node:path";
import { TresorError } from "../../../../../shared/errors";
import { writeFileAtomic } from "../../../kernel/atomic-file";
import type { TlsIdentity } from "../doors";
import { createSelfSigned } from "./self-signed";

const renewalMilliseconds = 30 * 86_400_000;

/** The user's own files. @throws TresorError `invalid_request` naming the flag at fault */
export function readOwnIdentity(certFile: string, keyFile: string, now: Date): TlsIdentity {
  const identity = { cert: read(certFile, "--tls-cert"), key: read(keyFile, "--tls-key") };
  const certificate = parse(identity.cert, certFile);
  const key = privateKey(identity.key, keyFile);
  if (!certificate.checkPrivateKey(key)) throw wrong("--tls-key", `${keyFile} is not the key of ${certFile}.`);
  if (Date.parse(certificate.validTo) < now.getTime()) {
    throw wrong("--tls-cert", `${certFile} was good until ${certificate.validTo}; get a new one.`);
  }
  return identity;
}

/** Our own, kept in this folder so that clients need to trust it once; made anew when a name is missing or it runs out. */
export async function keptIdentity(folder: string, names: readonly string[], now: Date): Promise<TlsIdentity> {
  const certFile = join(folder, "tls-certificate.pem");
  const keyFile = join(folder, "tls-key.pem");
  const kept = readKept(certFile, keyFile);
  if (kept !== null && isGoodFor(kept, names, now)) return kept;
  const made = createSelfSigned(names, now);
  // The key first: a certificate without its key is noticed at the next start, and both are made again.
  await writeFileAtomic(keyFile, made.key);
  await writeFileAtomic(certFile, made.cert);
  return made;
}

/** What a person compares before trusting a certificate that nobody vouches for. */
export function fingerprintOf({ cert }: TlsIdentity): string {
  return new X509Certificate(cert).fingerprint256;
}

function isGoodFor({ cert, key }: TlsIdentity, names: readonly string[], now: Date): boolean {
  const certificate = new X509Certificate(cert);
  return (
    certificate.checkPrivateKey(createPrivateKey(key)) &&
    Date.parse(certificate.validTo) - now.getTime() > renewalMilliseconds &&
    names.every((name) => (isIP(name) === 0 ? certificate.checkHost(name) : certificate.checkIP(name)) !== undefined)
  );
}

function readKept(certFile: string, keyFile: string): TlsIdentity | null {
  try {
    const identity = { cert: readFileSync(certFile, "utf8"), key: readFileSync(keyFile, "utf8") };
    new X509Certificate(identity.cert);
    createPrivateKey(identity.key);
    return identity;
  } catch {
    return null;
  }
}

function read(file: string, flag: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw wrong(flag, `${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown"}).`);
  }
}

function parse(cert: string, file: string): X509Certificate {
  try {
    return new X509Certificate(cert);
  } catch {
    throw wrong("--tls-cert", `${file} holds no certificate in PEM.`);
  }
}

function privateKey(key: string, file: string) {
  try {
    return createPrivateKey(key);
  } catch {
    throw wrong("--tls-key", `${file} holds no private key in PEM, or one with a passphrase.`);
  }
}

function wrong(flag: string, message: string): TresorError {
  return new TresorError("invalid_request", message, { field: flag });
}
