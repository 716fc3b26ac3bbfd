import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { bandwidthShares } from "../../../../../src/main/core/downloads/bandwidth-shares";
import { fetcherEnvironment } from "../../../../../src/main/core/downloads/fetcher-environment";
import { firstHost, hubEndpoint } from "../../../../../src/main/core/downloads/hub-endpoint";
import { modelFolder } from "../../../../../src/main/core/downloads/model-folder";
import { removeParts } from "../../../../../src/main/core/downloads/remove-parts";
import { temporaryFolder } from "../../../../support/temporary-folder";

const hub = { type: "hub", repository: "owner/name", revision: null, file: null, quantization: null } as const;
const at = (url: string) => ({ type: "url", url }) as const;

describe("bandwidthShares", () => {
  it.each<[number | null, (number | null)[], (number | null)[]]>([
    [null, [null, 5], [null, 5]],
    [100, [null], [100]],
    [100, [null, null], [50, 50]],
    [100, [10, null], [10, 90]],
    [100, [null, 10, 80], [45, 10, 45]],
    [1, [null, null], [1, 1]],
  ])("divides %j among %j", (total, own, shares) => {
    expect(bandwidthShares(total, own)).toEqual(shares);
  });
});

describe("modelFolder", () => {
  it("names a repository's folder after it, and keeps equal names of other places apart", () => {
    expect(modelFolder(hub)).toBe("owner--name");
    const one = modelFolder(at("https://files.example:8443/a/model.gguf"));
    expect(one).toMatch(/^files\.example-8443--[0-9a-f]{8}$/);
    expect(modelFolder(at("https://files.example:8443/a/other.gguf"))).toBe(one);
    expect(modelFolder(at("https://files.example:8443/b/model.gguf"))).not.toBe(one);
    expect(modelFolder(at("https://[::1]/m.gguf"))).toMatch(/^1---[0-9a-f]{8}$/);
  });
});

describe("hubEndpoint", () => {
  it("is the hub, or an https mirror, or one on this machine", () => {
    expect([hubEndpoint(undefined), hubEndpoint(" ")]).toEqual(["https://huggingface.co", "https://huggingface.co"]);
    expect(hubEndpoint("https://mirror.example/hf/")).toBe("https://mirror.example/hf");
    expect(hubEndpoint("http://127.0.0.1:9000")).toBe("http://127.0.0.1:9000");
  });

  it.each(["http://mirror.example", "mirror", "ftp://mirror.example", "https://user:word@mirror.example"])(
    "is not %s",
    (text) => {
      expect(() => hubEndpoint(text)).toThrow("HF_ENDPOINT");
      expect(() => hubEndpoint(text)).not.toThrow("word@");
    },
  );

  it("tells which host is reached first", () => {
    expect(firstHost(hub, "https://mirror.example/hf")).toBe("mirror.example");
    expect(firstHost(at("https://files.example/m.gguf"), "https://mirror.example")).toBe("files.example");
  });
});

describe("fetcherEnvironment", () => {
  it("passes on the way through a proxy, and no token", () => {
    const own = { HTTPS_PROXY: "http://proxy:1", no_proxy: "localhost", HF_TOKEN: "secret", AWS_SECRET: "secret" };
    expect(fetcherEnvironment(own)).toEqual({ HTTPS_PROXY: "http://proxy:1", no_proxy: "localhost" });
  });
});

describe("removeParts", () => {
  it("removes parts and journals inside the folder only, and no finished file", async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "to", "Q8_0"), { recursive: true });
    for (const path of ["outside.part", "to/Q8_0/a.gguf.part", "to/Q8_0/a.gguf.part.json", "to/b.gguf"]) {
      writeFileSync(join(folder, path), "x");
    }
    await removeParts(join(folder, "to"), [{ name: "Q8_0/a.gguf" }, { name: "../outside" }, { name: "b.gguf" }]);
    expect(["outside.part", "to/Q8_0", "to/b.gguf"].map((path) => existsSync(join(folder, path)))).toEqual([
      true,
      false,
      true,
    ]);
  });
});
