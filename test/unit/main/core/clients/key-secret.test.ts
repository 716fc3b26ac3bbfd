import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isKeyOf, newKey, secretOf } from "../../../../../src/main/core/clients/key-secret";

const core = join(import.meta.dirname, "..", "..", "..", "..", "..", "src", "main", "core");

describe("the secret of a key", () => {
  it("is random, and good for its key only", () => {
    const keys = Array.from({ length: 50 }, newKey);
    expect(new Set(keys).size).toBe(50);
    const [key = "", other = ""] = keys;
    const secret = secretOf(key);
    expect([isKeyOf(secret, key), isKeyOf(secret, other), isKeyOf(undefined, key)]).toEqual([true, false, false]);
    expect(secretOf(key).hash).not.toBe(secret.hash);
    expect(JSON.stringify(secret)).not.toContain(key.slice(15, 39));
  });

  it("is compared in constant time, and nowhere else", () => {
    const files = ["clients", join("gateway", "identity"), join("gateway", "control")].flatMap((folder) =>
      readdirSync(join(core, folder)).map((name) => readFileSync(join(core, folder, name), "utf8")),
    );
    const source = files.join("\n");
    expect(source.match(/timingSafeEqual\(/g)).toHaveLength(2);
    expect(source).not.toMatch(/(hash|adminToken) *={2,3}|={2,3} *(\w+\.)?(hash|adminToken)\b/);
  });
});
