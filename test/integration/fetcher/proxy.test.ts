import { describe, expect, it } from "vitest";
import type { FetchJob } from "../../../src/main/core/downloads/fetcher-protocol";
import { FetcherProcess, jobFor } from "../../support/hub/fetcher-process";
import { hubFile } from "../../support/hub/hub-file";
import { LocalHub } from "../../support/hub/local-hub";
import { localProxy, madeUpCertificate } from "../../support/hub/local-proxy";
import { temporaryFolder } from "../../support/temporary-folder";

const name = "hub.invalid";
const story = hubFile("story.gguf", 3 * 1024 * 1024);

/** A hub that speaks https under a name that nobody but the proxy can find. */
async function behindProxy(skip: () => void) {
  const certificate = madeUpCertificate(name);
  if (certificate === null) {
    skip();
    throw new Error("No openssl.");
  }
  const hub = await LocalHub.start({ files: [story], redirects: false, certificate });
  const proxy = await localProxy(name, hub.port);
  const job: FetchJob = { ...jobFor(hub, temporaryFolder()), endpoint: `https://${name}` };
  return { job, proxy, certificate, hub };
}

describe("a proxy", () => {
  it("is spoken through, sees host and port only, and is announced first", async ({ skip }) => {
    const { job, proxy, certificate } = await behindProxy(skip);
    const fetcher = new FetcherProcess({
      HTTPS_PROXY: `http://somebody:pass%20word@127.0.0.1:${proxy.port}`,
      NODE_EXTRA_CA_CERTS: certificate.path,
    });
    const end = await fetcher.run({ ...job, token: "hf_secret" });
    expect(end).toMatchObject({ type: "done", files: [{ sha256: story.sha256 }] });
    expect(new Set(proxy.targets)).toEqual(new Set([`${name}:443`]));
    const credentials = `Basic ${Buffer.from("somebody:pass word").toString("base64")}`;
    expect(new Set(proxy.authorizations)).toEqual(new Set([credentials]));
    expect(fetcher.all("host").map(({ host }) => host)).toEqual([`127.0.0.1:${proxy.port}`, name]);
    // What went over the wire, encryption included.
    expect(end.type === "done" && end.bytesReceived).toBeGreaterThan(story.bytes.length);
  });

  it("does not stand in for the host's own proof of who it is", async ({ skip }) => {
    const { job, proxy, hub } = await behindProxy(skip);
    const end = await new FetcherProcess({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` }).run(job);
    expect(end).toMatchObject({ type: "failed", error: { code: "download_failed" } });
    expect(end.type === "failed" && end.error.message).toContain("cannot prove who it is");
    expect(hub.requests).toEqual([]);
  });

  it("that refuses is named, and nothing goes around it", async ({ skip }) => {
    const { job, proxy } = await behindProxy(skip);
    const fetcher = new FetcherProcess({ https_proxy: `127.0.0.1:${proxy.port}` });
    const end = await fetcher.run({ ...job, endpoint: "https://other.invalid" });
    expect(end.type === "failed" && end.error.message).toContain(`The proxy 127.0.0.1:${proxy.port} refuses`);
  });
});
