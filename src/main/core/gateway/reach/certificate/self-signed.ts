import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { isIP, isIPv4 } from "node:net";
import type { TlsIdentity } from "../doors";
import { bitString, element, integer, objectIdentifier, sequence, tags, time } from "./der";

const oids = {
  ecdsaWithSha256: "2a8648ce3d040302",
  commonName: "550403",
  subjectAltName: "551d11",
  basicConstraints: "551d13",
  extendedKeyUsage: "551d25",
  serverAuthentication: "2b06010505070301",
} as const;

/** Apple's systems accept no server's certificate that is good for more than 825 days. */
const daysOfValidity = 800;
const dayMilliseconds = 86_400_000;

/**
 * A key (P-256) and a certificate that it signs itself, for these names and addresses. Clients trust it by being given the certificate;
 * there is no authority, so nothing else can be signed that they would trust.
 */
export function createSelfSigned(names: readonly string[], now: Date): TlsIdentity {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = sequence(objectIdentifier(oids.ecdsaWithSha256));
  const name = distinguishedName("Tresor");
  const toSign = sequence(
    element(0xa0, integer(Buffer.from([2]))),
    integer(randomBytes(16)),
    algorithm,
    name,
    // An hour earlier: the clocks of two machines differ.
    sequence(
      time(new Date(now.getTime() - 3_600_000)),
      time(new Date(now.getTime() + daysOfValidity * dayMilliseconds)),
    ),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    element(0xa3, sequence(...extensions(names))),
  );
  const certificate = sequence(toSign, algorithm, bitString(sign("sha256", toSign, privateKey)));
  return {
    cert: pemOf(certificate),
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}

function distinguishedName(commonName: string): Buffer {
  const value = element(tags.utf8String, Buffer.from(commonName));
  return sequence(element(tags.set, sequence(objectIdentifier(oids.commonName), value)));
}

/** No key usage: with one that leaves out signing certificates, OpenSSL no longer takes this for signed by itself. */
function extensions(names: readonly string[]): Buffer[] {
  return [
    extension(oids.basicConstraints, sequence()),
    extension(oids.extendedKeyUsage, sequence(objectIdentifier(oids.serverAuthentication))),
    extension(oids.subjectAltName, sequence(...names.map(alternativeName))),
  ];
}

function extension(oid: string, value: Buffer): Buffer {
  return sequence(objectIdentifier(oid), element(tags.octetString, value));
}

/** RFC 5280, 4.2.1.6: an address is its bytes under tag 7, a name its letters under tag 2. */
function alternativeName(name: string): Buffer {
  return isIP(name) === 0 ? element(0x82, Buffer.from(name, "latin1")) : element(0x87, addressBytes(name));
}

function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split(".").map(Number));
  // URL writes the address in its normal form: without an embedded IPv4, each group in hex, at most one `::`.
  const [head = "", tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const groupsOf = (part: string | undefined) => (part === undefined || part === "" ? [] : part.split(":"));
  const [before, after] = [groupsOf(head), groupsOf(tail)];
  const zeros = new Array<string>(8 - before.length - after.length).fill("0");
  return Buffer.from([...before, ...zeros, ...after].map((group) => group.padStart(4, "0")).join(""), "hex");
}

function pemOf(der: Buffer): string {
  const lines = der.toString("base64").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}
