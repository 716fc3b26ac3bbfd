import { createHash } from "node:crypto";
import { appendFileSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { copyHashing } from "../../../../../src/main/core/library-changes/copy-hashing";
import { copyIn } from "../../../../../src/main/core/library-changes/copy-in";
import { readSource } from "../../../../../src/main/core/library-changes/read-source";
import { LibraryChangesRig } from "../../../../support/library-changes-rig";

const chunk = 2 ** 20;
const bytes = Buffer.alloc(3 * chunk + 17, "tresor");
const { signal } = new AbortController();
const hashOf = (content: Buffer) => createHash("sha256").update(content).digest("hex");

describe("copyIn", () => {
  it("copies all parts under free names and hashes them as one", async () => {
    const rig = new LibraryChangesRig();
    rig.write(rig.own, "s-00001-of-00002.gguf", Buffer.from("taken"));
    rig.write(rig.elsewhere, "s-00002-of-00002.gguf", Buffer.from("end"));
    const sources = await readSource(rig.write(rig.elsewhere, "s-00001-of-00002.gguf", bytes));
    let counted = 0;
    const copied = await copyIn({ sources, directory: rig.own, signal, onBytes: (count) => (counted += count) });
    const contents = copied.paths.map((path) => readFileSync(path));
    expect(contents.map(hashOf)).toEqual([hashOf(bytes), hashOf(Buffer.from("end"))]);
    expect(copied.paths).toEqual([join(rig.own, "s-2-00001-of-00002.gguf"), join(rig.own, "s-2-00002-of-00002.gguf")]);
    // A file system with clones reads nothing.
    if (copied.digest === null) return;
    expect(copied.digest).toBe(`sha256:${hashOf(Buffer.concat([bytes, Buffer.from("end")]))}`);
    expect(counted).toBe(bytes.length + 3);
  });

  it("leaves nothing behind when it is stopped or the file changes", async () => {
    const rig = new LibraryChangesRig();
    const path = rig.write(rig.elsewhere, "s.gguf", bytes);
    const sources = await readSource(path);
    const [source] = sources;
    if (source === undefined) throw new Error("There is no source.");
    const stop = new AbortController();
    const stopping = copyIn({ sources, directory: rig.own, signal: stop.signal, onBytes: () => stop.abort() });
    await expect(stopping).rejects.toMatchObject({ code: "cancelled" });
    expect(readdirSync(rig.own)).toEqual([]);

    const target = join(rig.own, "t.part");
    const changing = copyHashing({
      source,
      target,
      hash: createHash("sha256"),
      signal,
      onBytes: () => appendFileSync(path, "more"),
    });
    await expect(changing).rejects.toMatchObject({ code: "model_rejected" });
  });
});
