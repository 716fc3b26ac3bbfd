import { describe, expect, it } from "vitest";
import { queryValues } from "../../../../../../src/main/core/gateway/control/query-values";

describe("queryValues", () => {
  it("reads booleans where the contract wants them, and leaves text alone", () => {
    expect(queryValues("ps", { history: "true" })).toEqual({ history: true });
    expect(queryValues("show", { reference: "true" })).toEqual({ reference: "true" });
  });

  it("leaves what is no JSON, for the contract to name the field", () => {
    expect(queryValues("ps", { history: "yes" })).toEqual({ history: "yes" });
    expect(queryValues("ps", { history: ["true", "false"] })).toEqual({ history: ["true", "false"] });
  });
});
