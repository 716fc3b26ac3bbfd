import { X509Certificate, createPrivateKey } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createSelfSigned } from "../../../../../../src/main/core/gateway/reach/certificate/self-signed";
import {
  fingerprintOf,
  keptIdentity,
  readOwnIdentity,
} from "../../../../../../src/main/core/gateway/reach/certificate/tls-identity";
import { temporaryFolder } from "../../../../../support/temporary-folder";

const now = new Date("2026-11-27T10:00:00Z");
const later = (days: number) => new Date(now.getTime() + days * 86_400_000);
const names = ["studio.local", "192.168.1.5", "fd00::5", "::ffff:1.2.3.4", "2001:db8:1:2:3:4:5:6"];

describe("a certificate of our own", () => {
  const { cert, key } = createSelfSigned(names, now);
  const certificate = new X509Certificate(cert);

  it("is signed by its own key, and signs nothing else", () => {
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(certificate.checkPrivateKey(createPrivateKey(key))).toBe(true);
    expect(certificate.checkIssued(certificate)).toBe(true);
    expect(certificate.ca).toBe(false);
    expect(certificate.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: "prime256v1" });
  });

  it("is for its names and addresses and no others", () => {
    expect(certificate.checkHost("studio.local")).toBe("studio.local");
    expect(certificate.checkHost("evil.example")).toBeUndefined();
    for (const address of names.slice(1)) expect(certificate.checkIP(address), address).toBeDefined();
    expect(certificate.checkIP("192.168.1.6")).toBeUndefined();
  });

  it("is good from an hour ago for less than 825 days, across 2050 too", () => {
    expect(Date.parse(certificate.validFrom)).toBe(now.getTime() - 3_600_000);
    expect(Date.parse(certificate.validTo)).toBe(later(800).getTime());
    const late = new X509Certificate(createSelfSigned(["a"], new Date("2049-06-01T00:00:00Z")).cert);
    expect([late.validFrom, late.validTo].map((date) => new Date(date).getUTCFullYear())).toEqual([2049, 2051]);
  });

  it("has a number of its own", () => {
    expect(new X509Certificate(createSelfSigned(names, now).cert).serialNumber).not.toBe(certificate.serialNumber);
  });
});

describe("keptIdentity", () => {
  it("keeps what clients trust, closed to others, until a name is missing or time is short", async () => {
    const folder = temporaryFolder();
    const first = await keptIdentity(folder, names, now);
    expect(statSync(join(folder, "tls-key.pem")).mode & 0o777).toBe(0o600);
    expect(await keptIdentity(folder, names.slice(1), later(700))).toEqual(first);
    const renewed = await keptIdentity(folder, names, later(780));
    expect(fingerprintOf(renewed)).not.toBe(fingerprintOf(first));
    const wider = await keptIdentity(folder, [...names, "10.0.0.1"], later(780));
    expect(fingerprintOf(wider)).not.toBe(fingerprintOf(renewed));
    expect(readFileSync(join(folder, "tls-certificate.pem"), "utf8")).toBe(wider.cert);
  });

  it("makes a new one in place of damaged files or a key that is not its own", async () => {
    const folder = temporaryFolder();
    const first = await keptIdentity(folder, names, now);
    writeFileSync(join(folder, "tls-key.pem"), createSelfSigned(names, now).key);
    const second = await keptIdentity(folder, names, now);
    expect(second.cert).not.toBe(first.cert);
    writeFileSync(join(folder, "tls-certificate.pem"), "torn");
    expect((await keptIdentity(folder, names, now)).cert).not.toBe(second.cert);
  });
});

describe("readOwnIdentity", () => {
  const mine = createSelfSigned(["a"], now);
  const other = createSelfSigned(["a"], now);
  const files = { "cert.pem": mine.cert, "key.pem": mine.key, "other.pem": other.key };
  const read = (cert: string, key: string, at = now) => {
    const folder = temporaryFolder();
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    return readOwnIdentity(join(folder, cert), join(folder, key), at);
  };

  it("reads the user's files", () => {
    expect(read("cert.pem", "key.pem")).toEqual(mine);
  });

  it.each([
    ["a file that is not there", "none.pem", "key.pem", "--tls-cert"],
    ["no certificate", "key.pem", "key.pem", "--tls-cert"],
    ["no key", "cert.pem", "cert.pem", "--tls-key"],
    ["the key of another", "cert.pem", "other.pem", "--tls-key"],
  ])("refuses %s and names the flag", (_what, cert, key, field) => {
    expect(() => read(cert, key)).toThrow(expect.objectContaining({ details: { field } }));
  });

  it("refuses what has run out", () => {
    expect(() => read("cert.pem", "key.pem", later(801))).toThrow(/was good until/);
  });
});
