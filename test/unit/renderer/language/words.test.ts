import { describe, expect, it } from "vitest";
import { errorRegistry } from "../../../../src/shared/errors";
import { de } from "../../../../src/renderer/language/de";
import { en } from "../../../../src/renderer/language/en";
import { languageOf } from "../../../../src/renderer/language/language";

/** `resident.clients.window`: the path of every word, whether it is a text or a function of texts. */
function pathsOf(words: object, prefix = ""): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === "object" && value !== null ? pathsOf(value as object, `${prefix}${key}.`) : [prefix + key],
  );
}

function textsOf(words: object): string[] {
  return Object.values(words).flatMap((value: unknown) => {
    if (typeof value === "string") return [value];
    if (typeof value === "function") return [(value as (...texts: string[]) => string)("a", "b", "c", "d")];
    return textsOf(value as object);
  });
}

describe("the words", () => {
  it("have the same keys in both languages", () => {
    expect(pathsOf(de).sort()).toEqual(pathsOf(en).sort());
  });

  it("are all there, plain sentences without an exclamation mark", () => {
    for (const text of [...textsOf(en), ...textsOf(de)]) {
      expect(text.trim()).not.toBe("");
      expect(text).not.toMatch(/!|guaranteed|garantiert|military/i);
    }
  });

  it("are, in German, those that the look fixes", () => {
    expect(de.states).toEqual({
      sealed: "Versiegelt",
      fetching: "Lädt herunter",
      network: "In Ihrem Netz",
      cloud: "Cloud-Spur",
      "not-enforced": "Nicht erzwungen",
      alarm: "Alarm",
    });
    expect(de.state.bytesOut("0 Byte")).toBe("0 Byte nach außen");
    expect([de.memory.weights, de.memory.kv, de.memory.compute]).toEqual(["Gewichte", "KV", "Rechnen"]);
    expect([de.memory.reserve, de.memory.gpuLimit]).toEqual(["Reserve", "GPU-Grenze"]);
    expect([de.resident.full, de.resident.experimental]).toEqual(["volle Qualität", "experimentell"]);
    expect([de.resident.answering, de.resident.readingPrompt]).toEqual(["antwortet", "liest Eingabe"]);
    expect([de.resident.idle, de.resident.pinned, de.library.resident]).toEqual(["ruht", "angeheftet", "im Speicher"]);
    expect([de.ask.title, de.sovereignty.worker]).toEqual(["Fragen", "Prozess"]);
  });

  it("count one worker in the singular", () => {
    expect(en.state.workersChecked("1", "1", "now")).toBe("1 of 1 worker, checked now");
    expect(de.state.workersSealed("1", "2")).toBe("1 von 2 Prozessen");
  });

  it("have a headline for every error of the registry", () => {
    expect(Object.keys(en.errors).sort()).toEqual(Object.keys(errorRegistry).sort());
  });
});

describe("the language", () => {
  it("follows the setting before the system, and is English where there is no translation", () => {
    expect(languageOf("de", "en-US").code).toBe("de");
    expect(languageOf("system", "de-AT").code).toBe("de");
    expect(languageOf("system", "fr-FR").code).toBe("en");
  });
});
