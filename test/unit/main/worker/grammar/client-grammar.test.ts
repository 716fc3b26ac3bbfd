import { describe, expect, it } from "vitest";
import { formatGrammar } from "../../../../../src/main/worker/grammar/output-grammar";

const check = (grammar: string) => formatGrammar({ type: "grammar", grammar });

describe("a client's grammar", () => {
  it.each([
    ["a list", 'root ::= item+ # comment\nitem ::= "- " [^\\r\\n\\x0b]+ "\\n"'],
    ["repetitions and groups", 'root ::= ("a" | [b-d]{2,5}\n | "e"?) x{3} ("," x)*\nx ::= .'],
    ["Windows line ends", 'root ::= "a" |\r\n  "b"\r\n'],
    ["recursion on the right", 'root ::= "(" root? ")" | [a-z]'],
    ["arithmetic", 'root ::= (expr "=" term "\\n")+\nexpr ::= term ([-+*/] term)*\nterm ::= [a-z] | "(" expr ")"'],
    ["a class with a bracket and a minus", "root ::= [\\]\\-^a-]+"],
  ])("passes unchanged: %s", (_, grammar) => {
    expect(check(grammar)).toBe(grammar);
  });

  it.each([
    ["20,000 nested parentheses", `root ::= ${"(".repeat(20_000)}"a"${")".repeat(20_000)}`, /nested deeper than 64/],
    ["repetitions of what may be empty", 'root ::= (("a"?){20}){20}', /may be empty/],
    ["repetitions of an empty rule", 'root ::= x{3}\nx ::= y\ny ::= "" | "a"', /may be empty/],
    ["repetitions in repetitions", "root ::= (([a-z]{1,20}){1,20}){1,20}", /1000 times/],
    ["repetitions in repetitions by reference", "root ::= x{100}\nx ::= y{100}\ny ::= [a-z]", /1000 times/],
    ["two repetitions in a row", 'root ::= "a"{900}{900}', /1000 times/],
    ["a large repetition", 'root ::= "a"{0,100000}', /more than 1000/],
    [
      "many repetitions",
      Array.from({ length: 200 }, (_, i) => `r${i} ::= "a"{1000}`).join("\n") + "\nroot ::= r1",
      /100000 symbols/,
    ],
    ["left recursion", 'root ::= root "a" | "b"', /left recursion in root/],
    ["left recursion behind an empty item", 'root ::= "x"? a\na ::= " "* (root | "b")', /left recursion/],
    [
      "a search that doubles at every rule",
      Array.from({ length: 40 }, (_, i) => `r${i} ::= r${i + 1} "a" | r${i + 1} "b"`).join("\n") +
        '\nr40 ::= "c"\nroot ::= r0',
      /beyond what can be searched/,
    ],
    [
      "a long chain of rules",
      Array.from({ length: 5_000 }, (_, i) => `r${i} ::= r${i + 1}`).join("\n") + '\nr5000 ::= "c"\nroot ::= r0',
      /1000 rules/,
    ],
    ["an undefined rule", "root ::= item", /refers to item/],
    ["no root", 'start ::= "a"', /no rule named root/],
    ["nothing", "", /no rule named root/],
    ["an open literal", 'root ::= "a', /line 1/],
    ["an open class", 'root ::= "a"\nb ::= [a', /line 2/],
    ["an empty class", "root ::= []", /class without characters/],
    ["an unknown escape", 'root ::= "\\d"', /escape/],
    ["a token", "root ::= <think>", /token/],
    ["a repetition of nothing", "root ::= *", /repetition of nothing/],
    ["counts in the wrong order", 'root ::= "a"{3,2}', /wrong order/],
    ["a huge text", `root ::= "${"a".repeat(300_000)}"`, /200000 characters/],
  ])("is refused for %s", (_, grammar, reason) => {
    const before = performance.now();
    expect(() => check(grammar)).toThrow(
      expect.objectContaining({ code: "invalid_request", message: expect.stringMatching(reason) as string }),
    );
    expect(performance.now() - before).toBeLessThan(3_000);
  });
});
