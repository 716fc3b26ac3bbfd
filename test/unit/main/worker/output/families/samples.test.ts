import { describe, it } from "vitest";
import { familyOf } from "../../../../../../src/main/worker/output/families";
import { parseEveryWay } from "../../../../../support/output/parse-every-way";
import { allSamples } from "../../../../../support/output/samples/all";

describe.each(allSamples)("$title", (family) => {
  const { parser } = familyOf(family.template);
  it.each(family.samples)("reads $title", (sample) => parseEveryWay(family, sample, parser));
});
