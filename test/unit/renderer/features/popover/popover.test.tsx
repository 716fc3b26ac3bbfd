import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { createClient } from "../../../../../src/shared/contract/derive";
import { createAskStore } from "../../../../../src/renderer/features/ask/ask-store";
import { Popover } from "../../../../../src/renderer/features/popover/Popover";
import { createActions } from "../../../../../src/renderer/store/actions";
import { applySnapshot } from "../../../../../src/renderer/store/apply-event";
import { WindowProvider } from "../../../../../src/renderer/store/window-context";
import { initialWindowState, type WindowState } from "../../../../../src/renderer/store/window-state";
import { createStore } from "zustand/vanilla";
import { FakeTransport } from "../../../../fakes/transport";
import { empty, firstStart, troubled } from "../../../../support/renderer-preview/more-scenes";
import { sceneTime, studio, type Scene } from "../../../../support/renderer-preview/scene";

const now = Date.parse(sceneTime);
const stateOf = ({ snapshot }: Scene): WindowState => applySnapshot(initialWindowState(now), snapshot);

/** The popover's markup with plain spaces. */
function draw(state: WindowState): string {
  const client = createClient(new FakeTransport({}));
  const store = createStore<WindowState>(() => state);
  const services = {
    client,
    store,
    actions: createActions(client, store),
    ask: createAskStore(client),
    systemLanguage: "en",
    platform: "darwin",
    window: {
      openDashboard: () => undefined,
      hide: () => undefined,
      copyText: async () => undefined,
      resize: () => undefined,
    },
  };
  return renderToStaticMarkup(
    <WindowProvider services={services}>
      <Popover />
    </WindowProvider>,
  ).replaceAll(/[\u202F\u00A0]/g, " ");
}

describe("the popover", () => {
  it("waits in its frame before the first snapshot", () => {
    expect(draw(initialWindowState(now))).toContain("Connecting to Tresor");
  });

  it("has a row for each resident, with reference and state to find it by", () => {
    const markup = draw(stateOf(studio));
    for (const { reference } of studio.snapshot.residents) {
      expect(markup).toContain(`data-testid="resident-row" data-reference="${reference}" data-state="ready"`);
    }
    expect(markup).toContain('aria-label="415.4 GB models, 41.4 GB free, 24.0 GB reserve, 31.2 GB system"');
  });

  it("marks what is less than good: experimental, not enforced, failed, a plain template", () => {
    const markup = draw(stateOf(troubled));
    for (const words of ["Q4_K experimental", "not enforced", "plain chat template", "nearly full", "worker_died"]) {
      expect(markup).toContain(words);
    }
    expect(markup).toContain("loading 43%");
  });

  it("leaves out what is unknown: no pressure, no GPU limit", () => {
    const markup = draw(stateOf(firstStart));
    expect(markup).not.toContain("Pressure");
    expect(markup).not.toContain("memory-limit");
    expect(markup).toContain("demo model");
  });

  it("says what is possible when nothing is in memory", () => {
    expect(draw(stateOf(empty))).toContain("456.8 GB are ready for models.");
    const nothing = { ...empty, snapshot: { ...empty.snapshot, models: [] } };
    expect(draw(stateOf(nothing))).toContain("No model on disk yet");
  });

  it("says that its figures are old", () => {
    const stale = { status: "stale" as const, since: now, error: null };
    expect(draw({ ...stateOf(studio), connection: stale })).toMatch(/No answer since \d\d:\d\d/);
  });

  it("never takes what a model or a client says for markup", () => {
    const [first] = studio.snapshot.residents;
    if (first === undefined) throw new Error("The scene has no resident.");
    const hostile = { ...first, displayName: "<img src=x onerror=alert(1)>" };
    const scene = { ...studio, snapshot: { ...studio.snapshot, residents: [hostile] } };
    expect(draw(stateOf(scene))).not.toContain("<img");
  });
});
