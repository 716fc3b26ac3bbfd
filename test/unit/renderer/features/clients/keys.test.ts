import { describe, expect, it } from "vitest";
import { cloudCost } from "../../../../../src/renderer/features/clients/cloud-cost";
import { formOf, newKeyForm, readForm } from "../../../../../src/renderer/features/clients/key-form";
import { keyLimits, keyRights } from "../../../../../src/renderer/features/clients/key-words";
import { priceOf } from "../../../../../src/renderer/features/clients/price";
import { languageOf } from "../../../../../src/renderer/language/language";
import { claude } from "../../../../support/renderer-preview/vault-scene";

describe("a key's form", () => {
  it("reads what it was filled with", () => {
    const { scope, models, production, stage, priority, tokensPerDay, requestsPerMinute } = claude;
    expect(readForm(formOf(claude))).toEqual({
      ok: true,
      wish: {
        name: "Claude Code",
        ...{ scope, models, production, stage, priority, tokensPerDay, requestsPerMinute },
        tokensPerMinute: null,
        longestContext: null,
        longestKeepAliveSeconds: null,
      },
    });
  });

  it("names the first field that holds no rule", () => {
    expect(readForm(newKeyForm)).toEqual({ ok: false, wrong: "name" });
    for (const typed of ["0", "-1", "1.5", "many"]) {
      const limits = { ...newKeyForm.limits, tokensPerDay: typed };
      expect(readForm({ ...newKeyForm, name: "n8n", limits })).toEqual({ ok: false, wrong: "tokensPerDay" });
    }
  });

  it("takes no models as all of them", () => {
    expect(readForm({ ...newKeyForm, name: "n8n", models: " , " })).toMatchObject({ wish: { models: null } });
  });
});

describe("a key in words", () => {
  const plain = (text: string) => text.replaceAll(/\s/g, " ");

  it("says what it opens and what holds it back", () => {
    const english = languageOf("en", "en");
    expect(keyRights(claude, english)).toBe("ask models, stage 3 local, production, only text, code");
    expect(plain(keyLimits(claude, english))).toBe("1,520,000 of 2,000,000 tokens today, 60 requests a minute");
    expect(keyLimits({ ...claude, tokensPerDay: null, requestsPerMinute: null }, english)).toBe("no limit");
  });
});

describe("a cloud's price", () => {
  it("is read with comma or point, both or none", () => {
    expect(priceOf("2,5", "10.25")).toEqual({ promptEuros: 2.5, completionEuros: 10.25 });
    expect(priceOf(" ", "")).toBeNull();
    expect(priceOf("2,5", "")).toBeUndefined();
    expect(priceOf("2,5", "1e3")).toBeUndefined();
  });

  it("is a million tokens'", () => {
    const used = { promptTokens: 1_400_000, completionTokens: 120_000 };
    expect(cloudCost(used, { promptEuros: 2.5, completionEuros: 10 })).toBeCloseTo(4.7);
  });
});
