import { createHash } from "node:crypto";
import { readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { BlobStore } from "../../../../../../src/main/core/library-changes/blobs/blob-store";
import { TresorError } from "../../../../../../src/shared/errors";
import { LibraryChangesRig, modelBytes } from "../../../../../support/library-changes-rig";

const content = modelBytes("Sent");
const { signal } = new AbortController();
let rig: LibraryChangesRig;
let store: BlobStore;

const digestOf = (bytes: Buffer) => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

async function* inPieces(bytes: Buffer): AsyncGenerator<Uint8Array, void, void> {
  for (let at = 0; at < bytes.length; at += 100) yield bytes.subarray(at, at + 100);
}

beforeEach(async () => {
  rig = new LibraryChangesRig();
  store = new BlobStore({ library: rig.library, inspector: rig.inspector, directory: rig.own });
  await rig.library.rescan();
});

describe("BlobStore", () => {
  it("keeps what was sent hidden until it gets a name, and makes a model of it then", async () => {
    const digest = digestOf(content);
    await store.receive(digest, inPieces(content), content.length, signal);
    await rig.library.rescan();
    expect([await store.has(digest), rig.library.models()]).toEqual([true, []]);
    const model = await store.claim(digest, "sent");
    expect(model).toMatchObject({ digest, path: join(rig.own, "sent.gguf") });
    expect(rig.inspector.digested).toEqual([]);
    expect(await store.has(digest)).toBe(true);
    expect((await store.claim(digest, "again")).path).toBe(model.path);
    expect(readdirSync(rig.own)).toEqual(["sent.gguf"]);
  });

  it("replaces no model of that name", async () => {
    rig.write(rig.own, "sent.gguf", modelBytes("Mine"));
    await rig.library.rescan();
    const digest = digestOf(content);
    await store.receive(digest, inPieces(content), null, signal);
    expect((await store.claim(digest, "sent")).path).toBe(join(rig.own, "sent-2.gguf"));
  });

  it.each<[string, Buffer, string, string]>([
    ["other content", content, digestOf(Buffer.from("x")), "invalid_request"],
    ["no GGUF", Buffer.from("#!/bin/sh"), digestOf(Buffer.from("#!/bin/sh")), "model_rejected"],
    ["a traversal", content, "sha256:../../../../etc/passwd", "invalid_request"],
    ["upper case", content, digestOf(content).toUpperCase(), "invalid_request"],
  ])("refuses %s and keeps nothing", async (_what, bytes, digest, code) => {
    await expect(store.receive(digest, inPieces(bytes), null, signal)).rejects.toMatchObject({ code });
    expect(readdirSync(rig.own)).toEqual([]);
  });

  it("refuses at once what the disk cannot hold, and what no model is as long as", async () => {
    const digest = digestOf(content);
    await expect(store.receive(digest, inPieces(content), 3e12, signal)).rejects.toMatchObject({ code: "disk_full" });
    await expect(store.receive(digest, inPieces(content), 9e12, signal)).rejects.toMatchObject({
      code: "body_too_large",
    });
  });

  it("keeps nothing of what its sender gave up", async () => {
    const gone = new AbortController();
    async function* halfOf() {
      yield content.subarray(0, 200);
      gone.abort(new TresorError("cancelled", "The client went away."));
      yield content.subarray(200);
    }
    const receiving = store.receive(digestOf(content), halfOf(), null, gone.signal);
    await expect(receiving).rejects.toMatchObject({ code: "cancelled" });
    expect(readdirSync(rig.own)).toEqual([]);
  });

  it("takes two at once", async () => {
    const held: (() => void)[] = [];
    async function* waiting() {
      yield content.subarray(0, 100);
      await new Promise<void>((resolve) => held.push(resolve));
      yield content.subarray(100);
    }
    const digest = digestOf(content);
    const both = [1, 2].map(() => store.receive(digest, waiting(), null, signal));
    await expect(store.receive(digest, inPieces(content), null, signal)).rejects.toMatchObject({ code: "queue_full" });
    await expect.poll(() => held.length).toBe(2);
    for (const release of held) release();
    await Promise.all(both);
    expect(await store.has(digest)).toBe(true);
  });

  it("removes a file that is no model when it is named, and one that nobody names", async () => {
    const broken = Buffer.from("GGUF and nothing else");
    await store.receive(digestOf(broken), inPieces(broken), null, signal);
    await expect(store.claim(digestOf(broken), "broken")).rejects.toMatchObject({ code: "model_rejected" });
    expect(readdirSync(rig.own)).toEqual([]);
    const forgotten = join(rig.own, `.tresor-blob-${"ab".repeat(32)}`);
    writeFileSync(forgotten, "GGUF");
    utimesSync(forgotten, 0, 0);
    await store.receive(digestOf(content), inPieces(content), null, signal);
    expect(readdirSync(rig.own)).toHaveLength(1);
  });

  it("says what to do with a digest that was never sent", async () => {
    await expect(store.claim(digestOf(content), "sent")).rejects.toMatchObject({ code: "model_not_found" });
  });
});
