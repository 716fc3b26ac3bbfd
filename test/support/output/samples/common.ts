import type { OutputSample } from "../output-sample";

/** Answers that no family may take for anything else. */
export const plainAnswers: readonly OutputSample[] = [
  { title: "a plain answer", raw: "It is 3 °C. 🙂", expected: { content: "It is 3 °C. 🙂" } },
  { title: "an answer in JSON", raw: '{"city": "Bern"}', expected: { content: '{"city": "Bern"}' } },
  {
    title: "a Markdown link and brackets",
    raw: "See [a](b), [1] and get_weather(city).",
    expected: { content: "See [a](b), [1] and get_weather(city)." },
  },
  { title: "nothing", raw: "", expected: {} },
  {
    title: "code that looks a little like markup",
    raw: "```c\n#include <functional>\nif (a < b && c > d) {}\n```\nDone.",
    expected: { content: "```c\n#include <functional>\nif (a < b && c > d) {}\n```\nDone." },
  },
];

/** What models with `<think>` do, whatever their calls look like. */
export const thinkSamples: readonly OutputSample[] = [
  {
    title: "reasoning, then an answer",
    raw: "<think>\nCheck.\n</think>\n\nIt is 3 °C.",
    expected: { reasoning: "Check.", content: "It is 3 °C." },
  },
  {
    title: "reasoning that the prompt opened",
    raw: "Check.</think>It is 3 °C.",
    start: { insideReasoning: true },
    expected: { reasoning: "Check.", content: "It is 3 °C." },
  },
  {
    title: "reasoning that the prompt opened and the model opens again",
    raw: "<think>\nCheck.\n</think>\nIt is 3 °C.",
    start: { insideReasoning: true },
    expected: { reasoning: "Check.", content: "It is 3 °C." },
  },
  {
    title: "empty reasoning",
    raw: "<think>\n\n</think>\n\nIt is 3 °C.",
    expected: { content: "It is 3 °C." },
  },
  {
    title: "an end inside reasoning",
    raw: "<think>\nCheck the",
    end: "length",
    expected: { reasoning: "Check the" },
  },
  {
    title: "reasoning about the tag in inline code",
    raw: "Strip `</think>` first.</think>Done.",
    start: { insideReasoning: true },
    markersAs: "text",
    expected: { reasoning: "Strip `</think>` first.", content: "Done." },
  },
];
