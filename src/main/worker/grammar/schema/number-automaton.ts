import { both, build, TooManyStates, type Automaton } from "../automaton/automaton";
import { ranges, type CharacterSet } from "../automaton/character-set";
import { minimized } from "../automaton/minimize";
import { determinize } from "../automaton/determinize";
import { remembered } from "../automaton/remembered";
import { choice, ofSet, repeat, sequence, word, type Regular } from "../automaton/regular";
import { compare, decimalOf, digitsAtScale, negated, type Decimal } from "./decimal";
import { refuse } from "./refuse";
import type { Bound, NumberShape } from "./shape";

/** Beyond it JavaScript writes an exponent. */
const wholeDigits = 21;
const fractionDigits = 20;
/** Up to here two different decimals are two different doubles; a bound that is excluded must not be met by rounding. */
const exactDigits = 15;
const zero = decimalOf(0);
const digit = ofSet(ranges("09"));

/**
 * Numbers within bounds, in plain decimal notation without exponents: up to 21 digits before the point and 20 after it. Fewer, so that
 * no rounding to doubles crosses a line, where a bound is exclusive (15 in all beside the bound) or a multiple is asked for (15 in all).
 * @throws TresorError `unsupported` for bounds and multiples that take too many states
 */
export function numberAutomaton(shape: NumberShape): Automaton {
  try {
    return remembered(numberKey(shape), () => makeAutomaton(shape));
  } catch (error) {
    if (!(error instanceof TooManyStates)) throw error;
    throw refuse(shape.path, "has bounds or a multipleOf with too many digits to be counted in while decoding");
  }
}

/** Equal for equal constraints. */
export function numberKey({ isInteger, lower, upper, multiplesOf }: NumberShape): string {
  const bounds = [lower, upper].map((bound) =>
    bound === null ? "" : `${bound.value.digits}e-${bound.value.scale}${bound.isExclusive}`,
  );
  const steps = multiplesOf.map(({ digits, scale }) => `${digits}e-${scale}`);
  return `number ${[isInteger, ...bounds, ...steps].join()}`;
}

function makeAutomaton(shape: NumberShape): Automaton {
  const { lower, upper, multiplesOf } = shape;
  const digits = digitsOf(shape);
  const span = (low: Bound | null, high: Bound | null): Regular =>
    magnitudes({ ...digits, low: low ?? { value: zero, isExclusive: false }, high });
  const branches: Regular[] = [];
  if (upper === null || compare(upper.value, zero) >= 0) {
    branches.push(span(lower === null || compare(lower.value, zero) < 0 ? null : lower, upper));
  }
  if (lower === null || compare(lower.value, zero) < 0) {
    const above =
      upper === null || compare(upper.value, zero) >= 0 ? { value: zero, isExclusive: true } : mirrored(upper);
    branches.push(sequence(word("-"), span(above, lower === null ? null : mirrored(lower))));
  }
  return multiplesOf.reduce(
    (numbers, step) => both(numbers, minimized(multiples(step))),
    determinize(choice(...branches)),
  );
}

function mirrored({ value, isExclusive }: Bound): Bound {
  return { value: negated(value), isExclusive };
}

interface Digits {
  readonly isInteger: boolean;
  /** Before the point, at most. */
  readonly whole: number;
  /** After the point, at most; for integers only those of the bounds, which are not written. */
  readonly fraction: number;
}

function digitsOf({ isInteger, lower, upper, multiplesOf }: NumberShape): Digits {
  const bounds = [lower, upper].filter((bound) => bound !== null);
  const own = Math.max(0, ...bounds.map(({ value }) => value.scale));
  const length = Math.max(1, ...bounds.map(({ value }) => wholeLength(value)));
  const steps = multiplesOf.map(({ scale }) => scale);
  if (steps.length > 0) {
    const scale = Math.max(...steps);
    return {
      isInteger,
      whole: Math.max(exactDigits - scale, length),
      fraction: isInteger ? own : Math.max(own, scale),
    };
  }
  const excluded = bounds.filter(({ value, isExclusive }) => isExclusive && value.digits !== 0n);
  const free =
    excluded.length === 0 ? fractionDigits : exactDigits - Math.max(...excluded.map(({ value }) => wholeLength(value)));
  return { isInteger, whole: Math.max(wholeDigits, length), fraction: isInteger ? own : Math.max(own, free) };
}

function wholeLength({ digits, scale }: Decimal): number {
  return Math.max(1, (digits < 0n ? -digits : digits).toString().length - scale);
}

interface Span extends Digits {
  readonly low: Bound;
  readonly high: Bound | null;
}

/** Numbers from zero up without a sign: one branch for each count of digits before the point. */
function magnitudes(span: Span): Regular {
  const tails = new Map<string, Regular>();
  return choice(...Array.from({ length: span.whole }, (_, index) => digitsWithin(span, index + 1, tails)));
}

/** @param tails shared among the counts, so that what is equal in them becomes one state */
function digitsWithin({ low, high, isInteger, fraction }: Span, whole: number, tails: Map<string, Regular>): Regular {
  const length = whole + fraction;
  const lowDigits = digitsAtScale(low.value, fraction).toString().padStart(length, "0");
  const highDigits = high === null ? null : digitsAtScale(high.value, fraction).toString().padStart(length, "0");
  const nowhere = choice();
  if (lowDigits.length > length) return nowhere;
  const isHighLonger = highDigits === null || highDigits.length > length;

  const mayEnd = (at: number, isLow: boolean, isHigh: boolean): boolean => {
    const lowRest = lowDigits.slice(at);
    const highRest = highDigits?.slice(at) ?? "";
    if (isLow && (/[1-9]/.test(lowRest) || low.isExclusive)) return false;
    return !isHigh || /[1-9]/.test(highRest) || high?.isExclusive !== true;
  };
  /** What follows `at` digits; `isLow` and `isHigh`: they equal the digits of that bound so far. */
  const from = (at: number, isLow: boolean, isHigh: boolean): Regular => {
    if (!isLow && !isHigh && at > 0) return anyDigits(whole - at, isInteger ? 0 : fraction, tails);
    const branches: Regular[] = [];
    if (at >= whole && mayEnd(at, isLow, isHigh)) branches.push(sequence());
    if (at < (isInteger ? whole : length)) {
      const point = at === whole ? [word(".")] : [];
      const least = Math.max(isLow ? Number(lowDigits[at]) : 0, at === 0 && whole > 1 ? 1 : 0);
      const most = isHigh ? Number(highDigits?.[at]) : 9;
      const runs = new Map<string, number[]>();
      for (let value = least; value <= most; value += 1) {
        const key = `${isLow && value === Number(lowDigits[at])},${isHigh && value === most}`;
        runs.set(key, [...(runs.get(key) ?? []), value]);
      }
      for (const [key, values] of runs) {
        const [staysLow, staysHigh] = key.split(",").map((flag) => flag === "true");
        const set = ranges(`${values[0] ?? 0}${values.at(-1) ?? 0}`);
        branches.push(sequence(...point, ofSet(set), from(at + 1, staysLow === true, staysHigh === true)));
      }
    }
    return choice(...branches);
  };
  return from(0, true, !isHighLonger);
}

/** @param wholeLeft digits that are missing before the point; below zero: that many stand after it already */
function anyDigits(wholeLeft: number, fraction: number, tails: Map<string, Regular>): Regular {
  const key = `${wholeLeft},${fraction}`;
  const tail = tails.get(key) ?? makeDigits(wholeLeft, fraction, tails);
  tails.set(key, tail);
  return tail;
}

function makeDigits(wholeLeft: number, fraction: number, tails: Map<string, Regular>): Regular {
  if (wholeLeft > 0) return sequence(digit, anyDigits(wholeLeft - 1, fraction, tails));
  if (wholeLeft < 0) return repeat(digit, 0, fraction + wholeLeft);
  return fraction === 0 ? sequence() : repeat(sequence(word("."), repeat(digit, 1, fraction)), 0, 1);
}

type Remainder = readonly [phase: "sign" | "whole" | "fraction", digits: number, remainder: bigint];

/** Texts of plain decimals that are a multiple of the step. */
function multiples(step: Decimal): Automaton {
  const unit = step.digits;
  const digitSets = Array.from({ length: 10 }, (_, value): CharacterSet => ranges(`${value}${value}`));
  return build<Remainder>({
    start: ["sign", 0, 0n],
    key: (state) => state.join(),
    isAccepting: ([phase, digits, remainder]) =>
      phase !== "sign" &&
      (phase === "whole" || digits > 0) &&
      (remainder * 10n ** BigInt(step.scale - digits)) % unit === 0n,
    moves: ([phase, digits, remainder]) => {
      const isFraction = phase === "fraction";
      const next = (value: number): Remainder => [
        isFraction ? "fraction" : "whole",
        isFraction ? digits + 1 : 0,
        (remainder * 10n + BigInt(value)) % unit,
      ];
      const moves =
        isFraction && digits === step.scale ? [] : digitSets.map((set, value) => ({ set, target: next(value) }));
      if (phase === "sign") moves.push({ set: ranges("--"), target: ["whole", 0, 0n] });
      if (phase === "whole" && step.scale > 0) moves.push({ set: ranges(".."), target: ["fraction", 0, remainder] });
      return moves;
    },
  });
}

/** An integer without bounds. */
export const integerBody = `"-"? ("0" | [1-9] [0-9]{0,${wholeDigits - 1}})`;

const fractionBody = `("." [0-9]{1,${fractionDigits}})?`;
const exponentBody = `([eE] [-+]? ([0-9] [0-9]? | [12] [0-9] [0-9] | "30" [0-7]))?`;

/** A number from zero up: plain as above, or with one digit before the point and an exponent that a double can hold. */
export const positiveBody =
  `("0" ${fractionBody} ${exponentBody} | ` +
  `[1-9] (${fractionBody} ${exponentBody} | [0-9]{1,${wholeDigits - 1}} ${fractionBody}))`;

/** A number without bounds. */
export const numberBody = `"-"? ${positiveBody}`;
