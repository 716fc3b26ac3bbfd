import { describe, expect, it } from "vitest";
import { createClient } from "../../../../src/shared/contract/derive";
import { TresorError } from "../../../../src/shared/errors";
import { createActions } from "../../../../src/renderer/store/actions";
import { createWindowStore } from "../../../../src/renderer/store/window-store";
import { FakeTransport } from "../../../fakes/transport";

describe("an action", () => {
  it("that fails is told as a notice of its model, until it is dismissed", async () => {
    const store = createWindowStore(0);
    const transport = new FakeTransport({
      load: async () => {
        throw new TresorError("insufficient_memory", "Needs 43.4 GB, 41.4 GB is free.", { missingBytes: 2 });
      },
    });
    const actions = createActions(createClient(transport), store);
    await actions.load("code:q8_0");
    expect(store.getState().notices["code:q8_0"]).toEqual({
      reference: "code:q8_0",
      error: {
        code: "insufficient_memory",
        message: "Needs 43.4 GB, 41.4 GB is free.",
        details: { missingBytes: 2 },
      },
    });
    actions.dismiss("code:q8_0");
    expect(store.getState().notices).toEqual({});
  });

  it("that loads as planned lets the chosen ones leave first, and does not load when one stays", async () => {
    const store = createWindowStore(0);
    const transport = new FakeTransport({
      unload: async () => {
        throw new TresorError("not_resident", "It is gone already.");
      },
    });
    const actions = createActions(createClient(transport), store);
    await actions.loadPlanned({ reference: "code:q8_0", context: 4_096 }, ["vision:q8_0"]);
    expect(transport.calls).toEqual([{ name: "unload", input: { reference: "vision:q8_0" } }]);
    expect(store.getState().notices["code:q8_0"]?.error.code).toBe("not_resident");
    await actions.loadPlanned({ reference: "code:q8_0", context: 4_096 }, []);
    expect(transport.calls.at(-1)).toEqual({ name: "load", input: { reference: "code:q8_0", context: 4_096 } });
  });

  it("calls the core by the contract", async () => {
    const transport = new FakeTransport({});
    const actions = createActions(createClient(transport), createWindowStore(0));
    await actions.setPinned("a", true);
    await actions.setPinned("a", false);
    await actions.unload("a");
    await actions.setAlias("code", "a");
    await actions.setAlias("code", null);
    await actions.updateSettings({ keepRolesResident: true });
    await actions.pauseDownload("1");
    await actions.resumeDownload("1");
    await actions.cancelDownload("1");
    expect(transport.calls.map(({ name }) => name)).toEqual([
      "pin",
      "unpin",
      "unload",
      "setAlias",
      "removeAlias",
      "updateSettings",
      "pauseDownload",
      "resumeDownload",
      "cancelDownload",
    ]);
  });
});
