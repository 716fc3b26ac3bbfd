import { describe, expect, it } from "vitest";
import { reportStartFailure } from "../../../../src/main/shell/start-failure";
import { TresorError } from "../../../../src/shared/errors";

describe("reportStartFailure", () => {
  it("says in one line and a dialog what is wrong, without a stack", () => {
    const lines: string[] = [];
    const dialogs: string[][] = [];
    const showDialog = (...texts: string[]) => void dialogs.push(texts);
    reportStartFailure(new TresorError("port_taken", "Port 8737 is taken; choose --port."), {
      write: (line) => void lines.push(line),
      showDialog,
    });
    expect(lines).toEqual(["tresor: Port 8737 is taken; choose --port. (port_taken)\n"]);
    expect(dialogs).toEqual([["Tresor cannot start", "Port 8737 is taken; choose --port.\n\nport_taken"]]);
  });

  it("needs nobody to close a dialog when nobody is there", () => {
    const lines: string[] = [];
    reportStartFailure(new Error("boom"), { write: (line) => void lines.push(line), showDialog: null });
    expect(lines).toEqual(["tresor: boom (internal)\n"]);
  });
});
