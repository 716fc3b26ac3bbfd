import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lacksWindows, pictures, useWindows } from "../support/renderer-preview/chromium-stage";
import { fetching } from "../support/renderer-preview/fetching-scene";
import { empty, firstStart, troubled } from "../support/renderer-preview/more-scenes";
import { overflowing, plain } from "../support/renderer-preview/page-text";
import { callsOf, type PreviewOptions, type PreviewPage } from "../support/renderer-preview/preview-page";
import { studio, type Scene } from "../support/renderer-preview/scene";

// Plans, roles, library and downloads in a real browser over a fake core whose figures add up.
const isMissing = lacksWindows("plans and library");

const scenes = { studio, empty, troubled, fetching, firstStart };
const coder = "qwen3-coder-30b:q8_0";
const whole = { width: 1280, height: 1300 };

describe.skipIf(isMissing)("plans and library in Chromium", () => {
  const openWindow = useWindows();

  const open = async (view: string, scene: Scene, options: Partial<PreviewOptions> = {}): Promise<PreviewPage> =>
    await openWindow(`index.html#${view}`, {
      scene,
      language: "en",
      theme: "light",
      ...whole,
      ...options,
    });
  /** Lets answers come and the 80 ms of rest pass. */
  const settle = async ({ page }: PreviewPage) => {
    await page.clock.runFor(200);
    await page.clock.runFor(50);
  };

  const drawn = [
    ["residency", "studio", 1080],
    ["residency", "empty", 1280],
    ["residency", "troubled", 1280],
    ["residency", "firstStart", 1280],
    ["library", "fetching", 1280],
    ["library", "fetching", 1080],
    ["library", "firstStart", 1280],
  ] as const;

  for (const language of ["en", "de"] as const) {
    it.each(drawn)(
      `draws %s in ${language} with the scene %s at %i, without overflow or complaint`,
      async (...what) => {
        const [view, name, width] = what;
        const theme = language === "de" ? "dark" : "light";
        const preview = await open(view, scenes[name], { language, width, theme });
        await settle(preview);
        await preview.page.screenshot({ path: join(pictures, `${view}-${name}-${language}-${width}.png`) });
        expect(await overflowing(preview)).toEqual([]);
        expect(preview.complaints).toEqual([]);
        await preview.close();
      },
    );
  }

  it("says first whether a plan fits, in words, then the sum and the ways out", async () => {
    const preview = await open("residency", studio);
    await settle(preview);
    const text = plain(await preview.page.getByTestId("what-if").innerText());
    for (const words of [
      "2.0 GB short. Needs 43.4 GB beside what is loaded, 41.4 GB are free.",
      "Weights 30.2 GB",
      "KV cache 12.0 GB",
      "Process 0.3 GB",
      "Needs 43.4 GB",
      "Let vision leave idle 6 min; 9.4 GB stay free",
      "KV cache at Q8_0 37.8 GB, everyone stays; 3.6 GB stay free",
      "Context 108,544 the longest that fits now",
      "93 to 140 tok/s, estimated",
    ]) {
      expect(text).toContain(words);
    }
    expect(await preview.page.locator('.plan-bars [data-change="leaving"]').count()).toBe(1);
    expect(await preview.page.locator('.plan-bars [data-change="coming"]').count()).toBe(1);
    await preview.close();
  });

  it("lets leave who was chosen to, then loads what was planned", async () => {
    const preview = await open("residency", studio);
    await settle(preview);
    await preview.page.getByTestId("plan-load").click();
    await settle(preview);
    expect(await callsOf(preview, "unload")).toEqual(['unload {"reference":"qwen3-vl-8b:q8_0"}']);
    expect(await callsOf(preview, "load")).toEqual([
      `load {"reference":"${coder}","context":131072,"slots":1,"cacheType":"F16"}`,
    ]);
    await preview.close();
  });

  it("loads with the smaller cache when that way is chosen, and lets nobody leave", async () => {
    const preview = await open("residency", studio);
    await settle(preview);
    await preview.page.getByText("KV cache at Q8_0").click();
    expect(await preview.page.locator('.plan-bars [data-change="leaving"]').count()).toBe(0);
    await preview.page.getByTestId("plan-load").click();
    await settle(preview);
    expect(await callsOf(preview, "unload")).toEqual([]);
    expect((await callsOf(preview, "load"))[0]).toContain('"cacheType":"Q8_0"');
    await preview.close();
  });

  it("recomputes as one types, after a rest, and cannot load meanwhile", async () => {
    const preview = await open("residency", studio);
    await settle(preview);
    const { page } = preview;
    const before = (await callsOf(preview, "plan")).length;
    await page.getByTestId("plan-context").pressSequentially("32768");
    expect(await page.getByTestId("plan-load").isDisabled()).toBe(true);
    await settle(preview);
    const asked = (await callsOf(preview, "plan")).slice(before);
    expect(asked).toEqual([`plan {"reference":"${coder}","context":32768}`]);
    expect(plain(await page.getByTestId("plan-verdict").innerText())).toBe("Fits. 7.0 GB stay free.");
    expect(await page.getByTestId("plan-load").isEnabled()).toBe(true);
    await preview.close();
  });

  it("offers to get a model that is not on disk instead of loading it", async () => {
    const preview = await open("residency", studio);
    await settle(preview);
    await preview.page.getByTestId("plan-model").selectOption("minimax-m2.5");
    await settle(preview);
    expect(plain(await preview.page.getByTestId("what-if").innerText())).toContain("229.0 GB to download");
    await preview.page.getByTestId("what-if").getByRole("button", { name: "Get MiniMax-M2.5" }).click();
    expect(await callsOf(preview, "pull")).toEqual(['pull {"source":"minimax-m2.5"}']);
    await preview.close();
  });

  it("compares machines in a table of words and ceilings, and marks what is only expected", async () => {
    const preview = await open("residency", studio);
    await settle(preview);
    const table = preview.page.getByTestId("fit-table");
    expect(plain(await table.getByRole("row", { name: /^Qwen3\.5/ }).innerText())).toBe(
      "Qwen3.5-397B-A17B 17 397 48 no no",
    );
    expect(plain(await table.innerText())).toContain("Price and power as of Nov 2026.");
    await table.getByLabel("Compare with, column 1").selectOption("mac-studio-m5-ultra-512");
    await settle(preview);
    expect(plain(await table.innerText())).toContain("expected");
    expect(plain(await table.getByRole("row", { name: /^Qwen3\.5/ }).innerText())).toContain("48 65 no");
    await preview.close();
  });

  it("moves a pinned model by keys and by dragging, and says where it is now", async () => {
    const preview = await open("residency", studio);
    const { page } = preview;
    const order = 'updateSettings {"pinned":["qwen3-embedding-8b:q8_0","qwen3.5-397b-a17b:q8_0"]}';
    await page.locator('tr[data-reference="qwen3-embedding-8b:q8_0"]').press("Alt+ArrowUp");
    expect(await callsOf(preview, "updateSettings")).toEqual([order]);
    expect(await page.getByText("embed is now 1 of 2").count()).toBe(1);
    await page
      .getByRole("button", { name: /^Move text/ })
      .dragTo(page.locator('tr[data-reference="qwen3-embedding-8b:q8_0"] .column-doing'));
    expect(await callsOf(preview, "updateSettings")).toEqual([order, order]);
    await preview.close();
  });

  it("shows the evidence behind a proof, and says when weights are missing", async () => {
    const preview = await open("residency", studio);
    const proof = preview.page.getByTestId("proof").first();
    expect(plain(await proof.innerText())).toBe("resident, verified 12 s ago");
    await proof.click();
    expect(await proof.getAttribute("aria-expanded")).toBe("true");
    expect(plain(await preview.page.locator(".resident-details").innerText())).toContain(
      "392.6 GB of 392.6 GB weights found",
    );
    await preview.close();
    const other = await open("residency", troubled);
    expect(plain(await other.page.locator('[data-proof="short"]').innerText())).toBe(
      "not wholly in memory, seen 45 s ago",
    );
    await other.close();
  });

  it("plans all roles as a whole beside their switch, and sets a role's model", async () => {
    const preview = await open("residency", studio);
    await settle(preview);
    const { page } = preview;
    expect(plain(await page.getByTestId("roles-verdict").innerText())).toBe(
      "Fits. All together take 452.8 GB; 4.0 GB stay free.",
    );
    await page.getByTestId("keep-roles").click();
    expect(await callsOf(preview, "updateSettings")).toEqual(['updateSettings {"keepRolesResident":true}']);
    await page.getByLabel("Model for Text").selectOption("mistral-small-24b:q4_k");
    expect(await callsOf(preview, "setAlias")).toEqual([
      'setAlias {"name":"text","reference":"mistral-small-24b:q4_k"}',
    ]);
    await page.getByLabel("Model for Code").selectOption("");
    expect(await callsOf(preview, "removeAlias")).toEqual(['removeAlias {"name":"code"}']);
    await preview.close();
  });

  it("narrows the library as one types", async () => {
    const preview = await open("library", studio);
    const { page } = preview;
    await page.getByTestId("library-search").fill("coder");
    expect(await page.getByTestId("model-row").count()).toBe(1);
    expect(await page.getByText("1 of 5").count()).toBe(1);
    await page.getByTestId("library-search").fill("nothing like it");
    await page.getByRole("button", { name: "Show all" }).click();
    expect(await page.getByTestId("model-row").count()).toBe(5);
    await preview.close();
  });

  it("opens a model's details, asks before it removes, and tells in place that it is in use", async () => {
    const preview = await open("library", studio);
    const { page } = preview;
    await page.locator(`tr[data-reference="${coder}"]`).press("Enter");
    await settle(preview);
    const details = page.getByTestId("model-details");
    const text = plain(await details.innerText());
    for (const words of ["Qwen/Qwen3-Coder-30B-A3B-Instruct-GGUF", "its own, 4,116 characters", "Q8_0: 337 tensors"]) {
      expect(text).toContain(words);
    }
    await details.getByRole("button", { name: "Remove", exact: true }).click();
    expect(plain(await details.innerText())).toContain("These names lose their model: code.");
    expect(await callsOf(preview, "remove")).toEqual([]);
    await page.getByTestId("remove-now").click();
    await details.getByText("The model is in use.").waitFor();
    await page.getByTestId("remove-now").click();
    await settle(preview);
    expect(await callsOf(preview, "remove")).toEqual([
      `remove {"reference":"${coder}","force":false}`,
      `remove {"reference":"${coder}","force":true}`,
    ]);
    await preview.close();
  });

  it("pauses, goes on with, and cancels downloads, and asks before it deletes what has come", async () => {
    const preview = await open("library", fetching);
    const { page } = preview;
    await page.getByRole("button", { name: "Pause MiniMax-M2.5" }).click();
    await page.getByRole("button", { name: "Go on with Qwen3-Reranker-8B" }).click();
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("button", { name: /^Cancel Qwen3-Reranker-8B/ }).click();
    expect(await callsOf(preview, "cancelDownload")).toEqual([]);
    await page.getByRole("button", { name: "Cancel download" }).click();
    expect(await callsOf(preview, "pauseDownload")).toEqual(['pauseDownload {"id":"a"}']);
    expect(await callsOf(preview, "resumeDownload")).toEqual([
      'resumeDownload {"id":"b"}',
      'resumeDownload {"id":"c"}',
    ]);
    expect(await callsOf(preview, "cancelDownload")).toEqual(['cancelDownload {"id":"b"}']);
    await page.getByTestId("get-field").fill(" hf:owner/repo:Q8_0 ");
    await page.getByTestId("get-field").press("Enter");
    expect(await callsOf(preview, "pull")).toEqual(['pull {"source":"hf:owner/repo:Q8_0"}']);
    await preview.close();
  });

  it("says in the popover what is fetched, from where, and lets it be paused", async () => {
    const preview = await openWindow("popover.html", {
      scene: fetching,
      language: "en",
      theme: "light",
      width: 380,
      height: 640,
    });
    const text = plain(await preview.page.innerText(".popover"));
    for (const words of ["Fetching", "161.0 GB in, 274 kB out", "huggingface.co, for one model", "3 downloads"]) {
      expect(text).toContain(words);
    }
    await preview.page.getByRole("button", { name: "Pause" }).click();
    expect(await callsOf(preview, "pauseDownload")).toEqual(['pauseDownload {"id":"a"}']);
    await preview.page.getByTestId("downloads-line").click();
    expect(await preview.control(({ opened }) => opened)).toEqual(["library"]);
    await preview.close();
  });
});
