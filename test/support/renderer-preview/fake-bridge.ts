import type { Bridge } from "../../../src/shared/contract/bridge";
import type { TresorEvent } from "../../../src/shared/contract/events";
import type { Scene } from "./scene";

/** What a test sees of, and does to, a window with the fake bridge. */
export interface PreviewControl {
  emit(event: TresorEvent): void;
  readonly copied: string[];
  readonly opened: string[];
  readonly heights: number[];
  readonly calls: string[];
}

/**
 * Installs `window.tresor` with a scene behind it, before the page's own scripts run. Its source is sent to the browser as text, so it
 * uses nothing from outside itself.
 */
export function installFakeBridge({ scene, platform }: { scene: Scene; platform: string }): void {
  const listeners = new Set<(event: TresorEvent) => void>();
  const control: PreviewControl = {
    copied: [],
    opened: [],
    heights: [],
    calls: [],
    emit: (event) => {
      for (const listener of listeners) listener(event);
    },
  };
  const answers: Record<string, unknown> = {
    snapshot: scene.snapshot,
    ps: { residents: scene.snapshot.residents, history: scene.history },
    list: { models: scene.snapshot.models, rejected: scene.rejected },
    rescan: { models: scene.snapshot.models, rejected: scene.rejected },
  };
  const bridge: Bridge = {
    platform,
    call: async (name, input) => {
      control.calls.push(`${name} ${JSON.stringify(input)}`);
      const asked = JSON.stringify(Object.entries(input as object).sort());
      const told = scene.answers.find(
        (answer) =>
          answer.name === name &&
          (answer.input === undefined || JSON.stringify(Object.entries(answer.input).sort()) === asked),
      );
      if (told?.error !== undefined) return { ok: false, error: told.error };
      return { ok: true, value: told?.value ?? answers[name] ?? null };
    },
    stream: (name, input, onItem, onEnd) => {
      control.calls.push(`${name} ${JSON.stringify(input)}`);
      if (name === "pull") {
        onItem({
          event: "progress",
          id: "new",
          state: "resolving",
          bytes: 0,
          totalBytes: null,
          bytesPerSecond: null,
          etaSeconds: null,
        });
        onEnd(null);
        return () => undefined;
      }
      for (const text of scene.answer) onItem({ event: "text", text });
      onItem({
        event: "done",
        reference: scene.snapshot.residents[0]?.reference ?? "",
        digest: null,
        reason: "stop",
        usage: { promptTokens: 24, cachedTokens: 0, completionTokens: 312 },
        tokensPerSecond: 21.6,
        timeToFirstTokenMilliseconds: 900,
      });
      onEnd(null);
      return () => undefined;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    window: {
      openDashboard: (view) => {
        control.opened.push(view);
      },
      hide: () => undefined,
      copyText: async (text) => {
        control.copied.push(text);
      },
      resize: (height) => {
        control.heights.push(height);
      },
    },
  };
  Object.assign(window, { tresor: bridge, preview: control });
}
