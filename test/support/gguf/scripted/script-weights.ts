import { Matrix } from "./matrix";
import { layoutScript, type ScriptLayout } from "./script-layout";
import type { ScriptToken } from "./script-vocabulary";

export interface Script {
  readonly tokens: readonly ScriptToken[];
  /** The script is taken when this token occurs anywhere in the context; the first script has none. */
  readonly conditionToken: number | null;
}

export interface ScriptWeights {
  readonly layout: ScriptLayout;
  readonly embedding: Matrix;
  readonly attentionInput: Matrix;
  readonly attentionOutput: Matrix;
  readonly output: Matrix;
  /** With these norm weights the normalisation of an embedding is the identity. */
  readonly norm: Float32Array;
}

/** The norm of every embedding; large, so that what attention adds changes it little. */
const norm = 64;
const nextStrength = 4;
const startStrength = 8;
/** Attention scores. Positions lower them by 1 for each token of distance (ALiBi). */
const ownScore = 60;
const markerScore = 48;
const conditionScore = 9_000;
/** Logits. */
const digitLogit = 400;
const startLogit = 1_200;
const flagLogit = 60;

/**
 * One layer of attention that plays scripts after any prompt.
 * - A token of its own knows what comes next (`next`) and after that (`afterNext`).
 * - A marker recurs, so it knows nothing by itself: the first head looks at the nearest own token, which in a script is the one
 *   before, and copies its `afterNext` to `next`. At the end of a prompt no own token is near; then the marker sees itself, and
 *   that means `start`. Tokens of prompts mean `start` by themselves.
 * - One more head for each condition looks for its token anywhere and sets a flag, which decides whose first token is best.
 */
export function makeScriptWeights(vocabularySize: number, scripts: readonly Script[]): ScriptWeights {
  const firsts = scripts.map(({ tokens }) => tokens[0]?.id ?? -1);
  const emitted = new Set(scripts.flatMap(({ tokens }) => tokens.map(({ id }) => id)));
  const places = new Map([...emitted].map((id, place) => [id, place]));
  const layout = layoutScript(emitted.size, scripts.length - 1);
  return {
    layout,
    embedding: makeEmbedding(layout, vocabularySize, scripts, places),
    attentionInput: makeAttentionInput(layout, scripts.length - 1),
    attentionOutput: makeAttentionOutput(layout, scripts.length - 1),
    output: makeOutput(layout, vocabularySize, places, firsts),
    norm: new Float32Array(layout.width).fill(norm / Math.sqrt(layout.width)),
  };
}

type Places = ReadonlyMap<number, number>;

function addCode(matrix: Matrix, row: number, at: number, layout: ScriptLayout, place: number, value: number): void {
  matrix.add(row, at + Math.floor(place / layout.base), value);
  matrix.add(row, at + layout.base + (place % layout.base), value);
}

function makeEmbedding(layout: ScriptLayout, size: number, scripts: readonly Script[], places: Places): Matrix {
  const embedding = new Matrix(size, layout.width);
  const markers = new Set(scripts.flatMap(({ tokens }) => tokens.filter(({ own }) => !own).map(({ id }) => id)));
  for (let id = 0; id < size; id++) {
    embedding.add(id, layout.constant, 1);
    if (markers.has(id)) embedding.add(id, layout.marker, 1);
    else if (!places.has(id)) embedding.add(id, layout.start, startStrength);
  }
  for (const [index, { tokens, conditionToken }] of scripts.entries()) {
    if (conditionToken !== null) embedding.add(conditionToken, layout.condition(index - 1), 1);
    for (const [position, { id, own }] of tokens.entries()) {
      if (!own) continue;
      embedding.add(id, layout.own, 1);
      const [next, afterNext] = [1, 2].map((step) => places.get(tokens[position + step]?.id ?? -1));
      if (next !== undefined) addCode(embedding, id, layout.next, layout, next, nextStrength);
      if (afterNext !== undefined) addCode(embedding, id, layout.afterNext, layout, afterNext, 1);
    }
  }
  for (let id = 0; id < size; id++) addBallast(embedding.row(id), layout.ballast);
  return embedding;
}

/** Solves for the two ballast values: sum 0 and sum of squares norm². */
function addBallast(row: Float32Array, [first, second]: ScriptLayout["ballast"]): void {
  const sum = row.reduce((total, value) => total + value, 0);
  const squares = row.reduce((total, value) => total + value * value, 0);
  const root = Math.sqrt(2 * (norm * norm - squares) - sum * sum);
  row[first] = (root - sum) / 2;
  row[second] = (-root - sum) / 2;
}

/** Queries, keys and values of all heads, one below the other. A query is constant, so that scores depend on keys alone. */
function makeAttentionInput(layout: ScriptLayout, conditions: number): Matrix {
  const { width, headLength } = layout;
  const matrix = new Matrix(3 * width, width);
  const keys = width;
  const values = 2 * width;
  // The engine divides scores by this; query and key share the rest evenly, to stay within half floats.
  const scale = Math.sqrt(headLength);
  const put = (head: number, channel: number, score: number) => {
    const half = Math.sqrt(conditionScore * scale);
    matrix.add(keys + head * headLength, channel, (score * scale) / half);
    if (matrix.row(head * headLength)[layout.constant] === 0) matrix.add(head * headLength, layout.constant, half);
  };
  put(0, layout.own, ownScore);
  put(0, layout.marker, markerScore);
  for (let digit = 0; digit < 2 * layout.base; digit++) matrix.add(values + digit, layout.afterNext + digit, 1);
  matrix.add(values + 2 * layout.base, layout.marker, 1);
  for (let index = 0; index < conditions; index++) {
    put(1 + index, layout.condition(index), conditionScore);
    matrix.add(values + (1 + index) * headLength, layout.condition(index), 1);
  }
  return matrix;
}

function makeAttentionOutput(layout: ScriptLayout, conditions: number): Matrix {
  const matrix = new Matrix(layout.width, layout.width);
  for (let digit = 0; digit < 2 * layout.base; digit++) matrix.add(layout.next + digit, digit, 1);
  matrix.add(layout.start, 2 * layout.base, 1);
  for (let index = 0; index < conditions; index++) matrix.add(layout.flag(index), (1 + index) * layout.headLength, 1);
  return matrix;
}

function makeOutput(layout: ScriptLayout, size: number, places: Places, firsts: readonly number[]): Matrix {
  const output = new Matrix(size, layout.width);
  for (let id = 0; id < size; id++) {
    const place = places.get(id);
    const script = firsts.indexOf(id);
    if (script >= 0) {
      output.add(id, layout.start, startLogit);
      if (script === 0) continue;
      output.add(id, layout.constant, -flagLogit);
      output.add(id, layout.flag(script - 1), flagLogit * (1 + script));
    } else if (place === undefined) output.add(id, layout.constant, -digitLogit);
    else addCode(output, id, layout.next, layout, place, digitLogit);
  }
  return output;
}
