import { nothing, type GrammarBuilder } from "./grammar-builder";

/**
 * A body for the item repeated within bounds. llama.cpp writes `{n,m}` out and silently drops an upper bound over 2,000, so large
 * counts are made of blocks: a rule either takes one full block and goes on, or takes less than one and ends. Two ways are open at
 * most, however large the counts.
 * @param item a reference or another single term, which does not match nothing
 */
export function repeated(builder: GrammarBuilder, item: string, min: number, max: number | null): string {
  const least = exactly(builder, item, min);
  if (max === null) return [...least, `${item}*`].join(" ");
  if (max === min) return least.length === 0 ? nothing : least.join(" ");
  return [...least, atMost(builder, item, max - min)].join(" ");
}

const blockSize = 64;
const largeBlockSize = 1_024;

function exactly(builder: GrammarBuilder, item: string, count: number): readonly string[] {
  const rest = count % blockSize;
  const blocks = (count - rest) / blockSize;
  const block = blocks === 0 ? [] : exactly(builder, builder.rule("block", `${item}{${blockSize}}`), blocks);
  return rest === 0 ? block : [...block, rest === 1 ? item : `${item}{${rest}}`];
}

function atMost(builder: GrammarBuilder, item: string, count: number): string {
  if (count <= blockSize) return `${item}{0,${count}}`;
  const size = count <= blockSize ** 2 ? blockSize : largeBlockSize;
  const block = exactly(builder, item, size).join(" ");
  const less = builder.rule("less", `${item}{0,${size - 1}}`);
  let rest = builder.rule("less", count % size === 0 ? nothing : `${item}{0,${count % size}}`);
  for (let blocks = 0; blocks < Math.floor(count / size); blocks += 1) {
    rest = builder.rule("up-to", `${block} ${rest} | ${less}`);
  }
  return rest;
}
