import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJsonDocument, parseJsonObject } from "../../../../../../src/main/core/gateway/body/json-document";
import type { TresorError } from "../../../../../../src/shared/errors";

function failure(body: string): TresorError {
  try {
    parseJsonDocument(body);
  } catch (error) {
    return error as TresorError;
  }
  throw new Error("The body was accepted.");
}

describe("parseJsonDocument", () => {
  it("reads JSON, with a byte order mark too", () => {
    expect(parseJsonDocument('{"a":[1,"]"]}')).toEqual({ a: [1, "]"] });
    expect(parseJsonDocument("\uFEFF{}")).toEqual({});
  });

  it.each([
    ['{"a": 1,\n  "b": }', 2, 8],
    ['{"model": "x",}', 1, 15],
    ["{'a': 1}", 1, 2],
    ['{"a": 1', 1, 8],
    ['{"a": "open', 1, 7],
    ["{}\n{}", 2, 1],
    ['{"a": NaN}', 1, 7],
    ["// note\n{}", 1, 1],
    ['{"a": "\t"}', 1, 7],
  ])("says where %j breaks", (body, line, column) => {
    expect(failure(body)).toMatchObject({ code: "malformed_json", details: { line, column } });
    expect(failure(body).message).toContain(`line ${line}, column ${column}`);
  });

  it("says that an empty body is empty", () => {
    expect(failure(" \n")).toMatchObject({ code: "malformed_json", details: { line: 1, column: 1 } });
    expect(failure("").message).toContain("empty");
  });

  it("never repeats a part of the body", () => {
    expect(failure('{"prompt": "my secret" oops}').message).not.toMatch(/secret|oops/);
  });

  it("refuses nesting that is too deep, valid or not, and counts no brackets in strings", () => {
    const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
    expect(parseJsonDocument(nested(128))).toBeInstanceOf(Array);
    expect(failure(nested(129))).toMatchObject({ code: "invalid_request", details: { limit: 128 } });
    expect(failure("[".repeat(1_000_000)).code).toBe("invalid_request");
    expect(parseJsonDocument(JSON.stringify({ text: `\\" ${"[".repeat(500)}` }))).toHaveProperty("text");
  });

  it("accepts what JSON.parse accepts and fails in no other way", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json({ maxDepth: 5 }), fc.stringMatching(/^[[\]{}",:\\ \n1e\-ntrue/*]*$/)), (body) => {
        let expected: unknown;
        try {
          expected = JSON.parse(body);
        } catch {
          expect(failure(body).code).toBe("malformed_json");
          return;
        }
        expect(parseJsonDocument(body)).toEqual(expected);
      }),
    );
  });

  it.each([`/*"*/${"[".repeat(1_000_000)}`, `${"]".repeat(1_000)}${"[".repeat(1_000_000)}`, `"\n${"[".repeat(100)}`])(
    "survives a hostile body that hides its nesting",
    (body) => {
      expect(["malformed_json", "invalid_request"]).toContain(failure(body).code);
    },
  );
});

describe("parseJsonObject", () => {
  it.each(["[]", '"text"', "null", "1"])("refuses %s", (body) => {
    expect(() => parseJsonObject(body)).toThrow(expect.objectContaining({ code: "invalid_request" }));
  });
});
