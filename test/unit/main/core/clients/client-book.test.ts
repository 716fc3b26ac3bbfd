import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { FakeClock } from "../../../../fakes/clock";
import { openClientBook } from "../../../../support/client-book";
import { temporaryFolder } from "../../../../support/temporary-folder";

describe("the keys of clients", () => {
  it("are shown once, and kept as hashes in a closed file", async () => {
    const folder = temporaryFolder();
    const { book } = await openClientBook(folder);
    const made = await book.create({ name: "n8n", tokensPerDay: 1_000 });
    expect(made.key).toMatch(/^tresor-[A-Za-z0-9_-]{43}$/);
    expect(made).toMatchObject({ name: "n8n", scope: "inference", tokensPerDay: 1_000, keyEnd: made.key.slice(-4) });
    const file = join(folder, "keys.json");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const content = readFileSync(file, "utf8");
    // The public beginning is there, and nothing that follows it but the end that tells keys apart.
    expect(content).not.toContain(made.key.slice(15, 39));
    expect(JSON.stringify(book.list())).not.toContain(made.key.slice(7, 39));
  });

  it("open for the same client after a restart, each with a salt of its own", async () => {
    const folder = temporaryFolder();
    const { book } = await openClientBook(folder);
    const [one, other] = [await book.create({ name: "one" }), await book.create({ name: "other" })];
    const { book: again } = await openClientBook(folder);
    expect(again.authenticate(one.key)?.name).toBe("one");
    expect(again.authenticate(other.key)?.name).toBe("other");
    const { keys } = JSON.parse(readFileSync(join(folder, "keys.json"), "utf8")) as {
      keys: { secret: { salt: string } }[];
    };
    expect(new Set(keys.map(({ secret }) => secret.salt)).size).toBe(2);
  });

  it("do not open with a letter changed anywhere, cut off or added to", async () => {
    const { book } = await openClientBook(temporaryFolder());
    const { key } = await book.create({ name: "n8n" });
    for (let at = 7; at < key.length; at += 1) {
      const letter = key[at] === "x" ? "y" : "x";
      expect(book.authenticate(key.slice(0, at) + letter + key.slice(at + 1))).toBeNull();
    }
    for (const wrong of ["tresor-", key.slice(0, 15), key.slice(0, -1), `${key}x`, ""]) {
      expect(book.authenticate(wrong)).toBeNull();
    }
  });

  it("tell of their first good use of each day, over restarts", async () => {
    const folder = temporaryFolder();
    const { book, usage, clock } = await openClientBook(folder);
    const uses: string[] = [];
    book.onFirstUseOfDay((name) => uses.push(name));
    const { key } = await book.create({ name: "n8n" });
    book.authenticate(`${key.slice(0, -1)}${key.endsWith("x") ? "y" : "x"}`);
    expect(uses).toEqual([]);
    book.authenticate(key);
    book.authenticate(key);
    expect(uses).toEqual(["n8n"]);
    await usage.dispose();
    const { book: again, usage: usageAgain } = await openClientBook(folder, clock);
    again.onFirstUseOfDay((name) => uses.push(name));
    again.authenticate(key);
    expect(uses).toEqual(["n8n"]);
    await clock.advance(86_400_000);
    again.authenticate(key);
    expect(uses).toEqual(["n8n", "n8n"]);
    // What the clock has begun to write must be written before the folder goes.
    await usageAgain.dispose();
  });

  it("are void at once when they are revoked or rotated, over restarts too", async () => {
    const folder = temporaryFolder();
    const { book } = await openClientBook(folder);
    const { key: old } = await book.create({ name: "n8n", production: true });
    const rotated = await book.rotate("N8N");
    expect([book.authenticate(old), book.authenticate(rotated.key)?.production]).toEqual([null, true]);
    expect(await book.revoke("n8n")).toMatchObject({ revokedAt: "2026-11-20T12:00:00.000Z" });
    const { book: again } = await openClientBook(folder);
    for (const one of [book, again]) expect(one.authenticate(rotated.key)).toBeNull();
    await expect(book.rotate("n8n")).rejects.toMatchObject({ code: "key_not_found" });
    expect((await book.create({ name: "n8n" })).revokedAt).toBeNull();
    expect(book.list()).toHaveLength(1);
  });

  it("have names of their own, none that stands for callers without one", async () => {
    const { book } = await openClientBook(temporaryFolder());
    await book.create({ name: "n8n" });
    for (const name of ["n8n", "N8N", "local", "Window", "cli"]) {
      await expect(book.create({ name })).rejects.toMatchObject({ code: "invalid_request" });
    }
    await expect(book.revoke("nobody")).rejects.toMatchObject({ code: "key_not_found" });
  });

  it("change in turn: none is lost among many made at once", async () => {
    const { book } = await openClientBook(temporaryFolder());
    await Promise.all(["a", "b", "c", "d"].map((name) => book.create({ name })));
    await Promise.all(["a", "b"].map((name) => book.update({ name, production: true, models: undefined })));
    expect(book.list().map(({ name, production }) => [name, production])).toEqual([
      ["a", true],
      ["b", true],
      ["c", false],
      ["d", false],
    ]);
  });

  it.each(["", "{", '{"version":1}', '{"version":1,"keys":[{"name":"n8n"}]}'])(
    "let nobody in when their file is damaged: %s",
    async (content) => {
      const folder = temporaryFolder();
      const { key } = await (await openClientBook(folder)).book.create({ name: "n8n" });
      writeFileSync(join(folder, "keys.json"), content);
      const { book, logLines } = await openClientBook(folder);
      expect([book.authenticate(key), book.list()]).toEqual([null, []]);
      expect(logLines.join("")).toMatch(/keys was damaged/);
      expect(readdirSync(folder).some((name) => name.startsWith("keys.json.damaged-"))).toBe(true);
    },
  );
});

describe("what clients use", () => {
  it("is kept over a restart, and begins anew at local midnight", async () => {
    const folder = temporaryFolder();
    const clock = new FakeClock(new Date(2026, 10, 20, 23, 59, 0).getTime());
    const { book, usage } = await openClientBook(folder, clock);
    await book.create({ name: "n8n" });
    usage.count("n8n", { requests: 1, promptTokens: 70, completionTokens: 30 });
    await usage.dispose();
    const { book: again } = await openClientBook(folder, clock);
    expect(again.list()[0]?.today).toEqual({ requests: 1, promptTokens: 70, completionTokens: 30 });
    await clock.advance(60_000);
    expect(again.list()[0]?.today).toEqual({ requests: 0, promptTokens: 0, completionTokens: 0 });
    expect(again.list()[0]?.lastUsedAt).not.toBeNull();
  });

  it("is written at most once a second", async () => {
    const folder = temporaryFolder();
    const { usage, clock } = await openClientBook(folder);
    for (let count = 0; count < 100; count += 1) usage.count("n8n", { completionTokens: 1 });
    expect(clock.waiting).toBe(1);
    expect(readdirSync(folder)).toEqual([]);
    await clock.advance(1_000);
    await usage.dispose();
    const stored = JSON.parse(readFileSync(join(folder, "key-usage.json"), "utf8")) as unknown;
    expect(stored).toMatchObject({ clients: { n8n: { completionTokens: 100 } } });
  });
});
