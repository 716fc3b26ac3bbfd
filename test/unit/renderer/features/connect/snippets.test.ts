import { describe, expect, it } from "vitest";
import { isLoopback } from "../../../../../src/renderer/features/connect/loopback";
import { snippets } from "../../../../../src/renderer/features/connect/snippets";
import { shortDigest } from "../../../../../src/renderer/features/library/short-digest";

describe("the endpoint", () => {
  it.each([
    ["http://127.0.0.1:8737", true],
    ["http://127.9.9.9:1", true],
    ["http://localhost:8737", true],
    ["http://[::1]:8737", true],
    ["http://192.168.10.20:8737", false],
    ["http://127.0.0.1.example.com", false],
  ])("%s is reached from this machine only: %s", (url, only) => {
    expect(isLoopback(url)).toBe(only);
  });

  it("has a snippet for every client, with address and model", () => {
    for (const { client, code } of snippets("http://127.0.0.1:8737", "text:q8_0")) {
      expect(code).toContain(client === "agents" ? "tresor launch claude --model text:q8_0" : "http://127.0.0.1:8737");
      expect(code).toContain("text:q8_0");
    }
    const json = /-d '([^']+)'/.exec(snippets("http://x", "m")[0]?.code ?? "")?.[1] ?? "";
    expect(JSON.parse(json)).toEqual({ model: "m", messages: [{ role: "user", content: "Hello" }] });
  });

  it("writes a digest by its first twelve digits", () => {
    expect(shortDigest(`sha256:${"9f31c2a4e07a".padEnd(64, "0")}`)).toBe("9f31c2a4e07a");
  });
});
