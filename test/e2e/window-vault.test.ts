import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lacksWindows, pictures, useWindows } from "../support/renderer-preview/chromium-stage";
import { overflowing, plain } from "../support/renderer-preview/page-text";
import { callsOf, type PreviewOptions, type PreviewPage } from "../support/renderer-preview/preview-page";
import type { Scene } from "../support/renderer-preview/scene";
import { alarmed, vault } from "../support/renderer-preview/vault-scene";

// The evidence, the keys and the settings in a real browser over a fake core.
const isMissing = lacksWindows("evidence and keys");

describe.skipIf(isMissing)("evidence, keys and settings in Chromium", () => {
  const openWindow = useWindows();

  const open = async (view: string, scene: Scene, options: Partial<PreviewOptions> = {}): Promise<PreviewPage> => {
    const preview = await openWindow(`index.html#${view}`, {
      scene,
      language: "en",
      theme: "light",
      width: 1280,
      height: 1500,
      ...options,
    });
    await settle(preview);
    return preview;
  };
  const settle = async ({ page }: PreviewPage) => {
    await page.clock.runFor(300);
    await page.clock.runFor(50);
  };

  const drawn = [
    ["sovereignty", vault, "en", "light", 1280],
    ["sovereignty", alarmed, "de", "dark", 1080],
    ["clients", vault, "en", "light", 1080],
    ["clients", vault, "de", "dark", 1280],
    ["settings", vault, "en", "dark", 1280],
    ["settings", vault, "de", "light", 1080],
  ] as const;

  it("draws each view without overflow or complaint", async () => {
    for (const [view, scene, language, theme, width] of drawn) {
      const preview = await open(view, scene, { language, theme, width });
      await preview.page.screenshot({ path: join(pictures, `vault-${view}-${language}-${theme}-${width}.png`) });
      expect(await overflowing(preview), view).toEqual([]);
      expect(preview.complaints, view).toEqual([]);
      await preview.close();
    }
  });

  it("shows each claim with what was seen and when, and verifies the ledger on demand", async () => {
    const preview = await open("sovereignty", vault);
    const { page } = preview;
    const claim = (name: string) => page.locator(`[data-claim="${name}"]`);
    expect(plain(await claim("workers").innerText())).toContain("3 of 3: connections refused by the kernel 4 s ago");
    expect(await claim("sockets").getAttribute("data-holds")).toBe("true");
    expect(await claim("ledger").getAttribute("data-holds")).toBe("null");
    await page.getByTestId("verify").click();
    await page.getByText("98,213 records in 61 files").waitFor();
    expect(await claim("ledger").getAttribute("data-holds")).toBe("true");
    expect(plain(await page.getByTestId("outbound").innerText())).toContain("huggingface.co");
    await page.getByTestId("anchor").click();
    await page.getByTestId("anchor-copy").click();
    await page.getByTestId("command-report").click();
    const copied = await preview.control((control) => control.copied);
    expect(JSON.parse(copied[0] ?? "")).toMatchObject({ count: 98_213 });
    expect(copied[1]).toMatch(/^tresor report --from 2026-10-21 --to 2026-11-21/);
    await preview.close();
  });

  it("names the first bad record, and an alarm until somebody has seen it", async () => {
    const preview = await open("sovereignty", alarmed);
    const { page } = preview;
    expect(plain(await page.getByTestId("alarms").innerText())).toContain(
      "to 192.0.2.7:443, worker, process 4129, killed, 30 s ago",
    );
    await page.getByTestId("verify").click();
    await page.getByText("First bad record: 97,544, in 000061.ndjson, line 812.").waitFor();
    expect(await page.locator('[data-claim="ledger"]').getAttribute("data-holds")).toBe("false");
    await page.getByTestId("acknowledge").click();
    expect(await callsOf(preview, "acknowledgeAlarms")).toEqual(["acknowledgeAlarms {}"]);
    await preview.close();
  });

  it("narrows the ledger, turns its pages, and opens a record by keys", async () => {
    const preview = await open("sovereignty", vault);
    const { page } = preview;
    await page.getByRole("button", { name: "Open record 98,213" }).focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await page.locator(".record pre").innerText()).toContain('"client": "Claude Code"');
    await page.getByTestId("ledger-older").click();
    await settle(preview);
    expect(await callsOf(preview, "ledger")).toContain('ledger {"before":98100,"limit":25}');
    await page.keyboard.press("/");
    await page.keyboard.type("n8n");
    await page.getByTestId("ledger-type").selectOption("request");
    await page.getByTestId("ledger-from").fill("2026-11-20T08:00");
    await settle(preview);
    expect((await callsOf(preview, "ledger")).at(-1)).toBe(
      'ledger {"type":"request","client":"n8n","from":"2026-11-20T07:00:00.000Z","limit":25}',
    );
    await preview.close();
  });

  it("makes a key and shows it once, and refuses what is no limit before it is sent", async () => {
    const preview = await open("clients", vault);
    const { page } = preview;
    await page.getByRole("button", { name: "Create a key" }).click();
    await page.getByTestId("key-name").fill("Open WebUI");
    await page.getByTestId("key-tokensPerDay").fill("many");
    await page.getByTestId("key-send").click();
    await page.getByText("Tokens a day: a whole number above zero, or nothing.").waitFor();
    expect(await callsOf(preview, "createKey")).toEqual([]);
    await page.getByTestId("key-tokensPerDay").fill("50000");
    await page.getByTestId("key-send").click();
    await page.getByTestId("new-key").getByText("tresor-made-up-for-this-test").waitFor();
    expect((await callsOf(preview, "createKey"))[0]).toContain('"name":"Open WebUI"');
    expect((await callsOf(preview, "createKey"))[0]).toContain('"tokensPerDay":50000');
    await page.getByRole("button", { name: "Copy key" }).click();
    expect(await preview.control(({ copied }) => copied)).toEqual(["tresor-made-up-for-this-test"]);
    await page.getByRole("button", { name: "I have it" }).click();
    expect(await page.getByText("tresor-made-up-for-this-test").count()).toBe(0);
    await preview.close();
  });

  it("asks before a key is revoked or made anew, and counts what a cloud would have cost", async () => {
    const preview = await open("clients", vault);
    const { page } = preview;
    expect(plain(await page.locator('[data-client="Claude Code"]').innerText())).toContain("4.70 €");
    expect(plain(await page.getByTestId("cloud-sum").innerText())).toBe("Today’s tokens: 5.25 €");
    await page.getByRole("button", { name: "Revoke n8n" }).click();
    await page.keyboard.press("Escape");
    expect(await callsOf(preview, "revokeKey")).toEqual([]);
    await page.getByRole("button", { name: "Revoke n8n" }).click();
    await page.getByTestId("key-question").click();
    expect(await callsOf(preview, "revokeKey")).toEqual(['revokeKey {"name":"n8n"}']);
    await page.getByRole("button", { name: "New key for Claude Code" }).click();
    await page.getByTestId("key-question").click();
    await page.getByText("tresor-rotated-for-this-test").waitFor();
    await page.getByTestId("local-without-key").click();
    expect(await callsOf(preview, "updateSettings")).toEqual(['updateSettings {"localWithoutKey":false}']);
    await preview.close();
  });

  it("saves one setting at a time, in its unit, and tells a refusal where it happened", async () => {
    const preview = await open("settings", vault);
    const { page } = preview;
    await page.getByTestId("setting-language").selectOption("de");
    await page.getByTestId("setting-demo").click();
    await page.getByTestId("setting-memoryLimitBytes").fill("1.5");
    await page.getByTestId("setting-memoryLimitBytes").press("Enter");
    await page.getByTestId("setting-context").fill("lots");
    await page.getByTestId("setting-context").blur();
    await page.locator('[data-setting="context"] [role="alert"]').waitFor();
    await page.getByTestId("setting-port").fill("70000");
    await page.getByTestId("setting-port").press("Enter");
    await page.locator('[data-setting="port"]').getByText("Too big").waitFor();
    expect((await callsOf(preview, "updateSettings")).slice(0, 3)).toEqual([
      'updateSettings {"language":"de"}',
      'updateSettings {"demo":false}',
      'updateSettings {"memoryLimitBytes":1610612736}',
    ]);
    await preview.close();
  });
});
