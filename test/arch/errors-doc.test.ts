import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { errorRegistry } from "../../src/shared/errors";

const documented = readFileSync(join(import.meta.dirname, "..", "..", "docs", "errors.md"), "utf8");
/** `| code | status | yes or no | cure |` */
const rows = [...documented.matchAll(/^\| `(\w+)` +\| (\d{3}) +\| (yes|no) +\| (.*?) +\|$/gm)];

describe("docs/errors.md", () => {
  it("documents exactly the codes of the registry, with status, retry and cure", () => {
    const table: unknown = Object.fromEntries(
      rows.map(([, code, status, retry, cure]) => [code, [Number(status), retry === "yes", cure]]),
    );
    const registry = Object.fromEntries(
      Object.entries(errorRegistry).map(([code, { status, retryable, cure }]) => [code, [status, retryable, cure]]),
    );
    expect(table).toEqual(registry);
  });
});
