import { expect } from "vitest";
import type { OutputEnd, OutputEvent, OutputParser, OutputStart } from "../../../src/main/worker/output/output-parser";
import type { ExpectedCall, FamilySamples, OutputSample } from "./output-sample";
import { sampleTools } from "./shared-pieces";

interface Piece {
  readonly text: string;
  readonly isControl: boolean;
}

interface ReadCall {
  readonly name: string;
  readonly id: string | null;
  readonly argumentsText: string;
  readonly isComplete: boolean;
}

/** Everything that the parser said, joined. */
export interface ParsedOutput {
  readonly reasoning: string;
  readonly content: string;
  readonly calls: readonly ReadCall[];
}

const usualStart: OutputStart = {
  insideReasoning: false,
  reasoningIsOff: false,
  tools: sampleTools,
  parallelCalls: true,
};

/**
 * Parses a sample whole, in two pieces at every position and by single characters, with its markers as tokens and as text, and
 * checks that each way says the same, and what is expected.
 */
export function parseEveryWay(
  family: FamilySamples,
  sample: OutputSample,
  parser: (start: OutputStart) => OutputParser,
): void {
  const start = { ...usualStart, ...sample.start };
  for (const [form, tokens] of [
    ["text", []],
    ["tokens", family.tokens],
  ] as const) {
    if (sample.markersAs !== undefined && sample.markersAs !== form) continue;
    const parts = atTokens(sample.raw, tokens);
    if (form === "tokens" && sample.markersAs === undefined && !parts.some(({ isControl }) => isControl)) continue;
    const whole = parse(parser(start), parts, sample.end);
    expectSample(whole, sample, `markers as ${form}, whole`);
    const wholeText = JSON.stringify(whole);
    for (const [cut, pieces] of cuts(parts)) {
      const parsed = parse(parser(start), pieces, sample.end);
      // Hundreds of cuts for each sample: the slow comparison is for the report only.
      if (JSON.stringify(parsed) !== wholeText) expect(parsed, `markers as ${form}, ${cut}`).toEqual(whole);
    }
  }
}

/** Feeds the pieces; fails when the events are out of order. */
export function parse(parser: OutputParser, pieces: readonly Piece[], end: OutputEnd = "model"): ParsedOutput {
  const events = pieces.flatMap((piece) => parser.push(piece.text, piece.isControl));
  return join([...events, ...parser.end(end)]);
}

function join(events: readonly OutputEvent[]): ParsedOutput {
  let reasoning = "";
  let content = "";
  const calls: { name: string; id: string | null; argumentsText: string; isComplete: boolean }[] = [];
  let isOpen = false;
  for (const event of events) {
    const call = calls.at(-1);
    if (event.type === "reasoning") reasoning += event.text;
    else if (event.type === "content") content += event.text;
    else if (event.type === "callBegin") {
      calls.push({ name: event.name, id: event.id, argumentsText: "", isComplete: false });
      isOpen = true;
      continue;
    } else if (call === undefined || !isOpen) expect.fail(`${event.type} outside a call`);
    else if (event.type === "arguments") {
      call.argumentsText += event.text;
      continue;
    } else call.isComplete = true;
    isOpen = false;
  }
  return { reasoning, content, calls };
}

function expectSample(parsed: ParsedOutput, sample: OutputSample, way: string): void {
  const { reasoning = "", content = "", calls = [], cutOff = [] } = sample.expected;
  const complete = parsed.calls.filter((call) => call.isComplete);
  expect(
    {
      reasoning: parsed.reasoning,
      content: parsed.content,
      calls: complete.map(readCall),
      cutOff: parsed.calls.filter((call) => !call.isComplete).map((call) => call.name),
    },
    way,
  ).toEqual({ reasoning, content, calls: calls.map(withId), cutOff });
}

function withId(call: ExpectedCall): unknown {
  return { name: call.name, id: call.id ?? null, arguments: call.arguments };
}

function readCall(call: ReadCall): unknown {
  return { name: call.name, id: call.id, arguments: JSON.parse(call.argumentsText) as unknown };
}

/** The text as a tokenizer would cut it that knows only these tokens; the longest token wins. */
function atTokens(text: string, tokens: readonly string[]): Piece[] {
  const byLength = [...tokens].sort((a, b) => b.length - a.length);
  const parts: Piece[] = [];
  let plain = "";
  for (let at = 0; at < text.length;) {
    const token = byLength.find((candidate) => text.startsWith(candidate, at));
    if (token === undefined) {
      plain += text[at] ?? "";
      at++;
      continue;
    }
    if (plain !== "") parts.push({ text: plain, isControl: false });
    parts.push({ text: token, isControl: true });
    plain = "";
    at += token.length;
  }
  return plain === "" ? parts : [...parts, { text: plain, isControl: false }];
}

function* cuts(parts: readonly Piece[]): Generator<readonly [string, readonly Piece[]]> {
  for (const [index, part] of parts.entries()) {
    if (part.isControl) continue;
    const characters = Array.from(part.text);
    for (let at = 1; at < characters.length; at++) {
      const halves = [characters.slice(0, at), characters.slice(at)].map((half) => plainPiece(half.join("")));
      yield [`part ${index} cut at ${at}`, [...parts.slice(0, index), ...halves, ...parts.slice(index + 1)]];
    }
  }
  yield [
    "character by character",
    parts.flatMap((part) =>
      part.isControl ? [part] : Array.from(part.text).map((character) => plainPiece(character)),
    ),
  ];
}

function plainPiece(text: string): Piece {
  return { text, isControl: false };
}
