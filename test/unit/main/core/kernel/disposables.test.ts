import { describe, expect, it } from "vitest";
import { Disposables } from "../../../../../src/main/core/kernel/disposables";
import { Emitter } from "../../../../../src/main/core/kernel/emitter";

describe("Disposables", () => {
  it("closes in reverse order, once", async () => {
    const closed: string[] = [];
    const disposables = new Disposables();
    disposables.add(() => void closed.push("first"));
    disposables.add(async () => void closed.push("second"));
    await Promise.all([disposables.dispose(), disposables.dispose()]);
    expect(closed).toEqual(["second", "first"]);
  });

  it("closes the rest when one fails, and tells of the failure", async () => {
    const closed: string[] = [];
    const disposables = new Disposables();
    disposables.add(() => void closed.push("first"));
    disposables.add(() => Promise.reject(new Error("stuck")));
    await expect(disposables.dispose()).rejects.toThrow("stuck");
    expect(closed).toEqual(["first"]);
  });
});

describe("Emitter", () => {
  it("reaches every listener, whatever another one throws", () => {
    const errors: unknown[] = [];
    const heard: number[] = [];
    const emitter = new Emitter<number>((error) => errors.push(error));
    emitter.on(() => {
      throw new Error("mine");
    });
    const off = emitter.on((value) => heard.push(value));
    emitter.emit(1);
    off();
    emitter.emit(2);
    expect(heard).toEqual([1]);
    expect(errors).toHaveLength(2);
  });
});
