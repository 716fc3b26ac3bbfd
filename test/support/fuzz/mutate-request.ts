import { hostileNames } from "./hostile-names";
import { pick } from "../json-schema/random-schema";
import type { Sample } from "./sample-bodies";

type Random = () => number;

export interface FuzzRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string | null;
}

/** Values that readers of JSON trip over. */
const values: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -0,
  -1,
  1,
  0.5,
  1e308,
  -1e308,
  2 ** 31,
  2 ** 53,
  2 ** 63,
  "",
  " ",
  "x",
  "\0",
  "\ud800",
  "null",
  "NaN",
  "-1",
  "1e3",
  "x".repeat(10_000),
  [],
  {},
  [[]],
  [null],
  [{}],
  { a: { b: {} } },
  new Array(1_000).fill(0),
  new Array(50).fill({ role: "user", content: "x" }),
  { role: "tool" },
  { type: "text" },
  { type: "image_url", image_url: { url: "file:///etc/passwd" } },
  { type: "image_url", image_url: { url: "http://169.254.169.254/" } },
  { __proto__: null, toString: 1 },
  ...hostileNames,
];
const keys = [
  "__proto__",
  "constructor",
  "toString",
  "",
  "model",
  "messages",
  "stream",
  "size",
  "then",
  "0",
  "content",
];

/** One sample, changed in one to four places: in the tree of its body, in its text, in its path or its method. */
export function mutateRequest(sample: Sample, random: Random): FuzzRequest {
  const method = random() < 0.03 ? pick(random, ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"]) : sample.method;
  const path = random() < 0.1 ? mutatePath(sample.path, random) : sample.path;
  if (sample.body === undefined || method === "GET" || method === "HEAD") return { method, path, body: null };
  let body: unknown = copyOf(sample.body);
  for (let rounds = 1 + Math.floor(random() * 4); rounds > 0; rounds -= 1) body = mutateTree(body, random);
  // A key of this name is a prototype in a literal, and a key in JSON text.
  const text = ((JSON.stringify(body) as string | undefined) ?? "").replaceAll("\\u0000proto", "__proto__");
  return { method, path, body: random() < 0.15 ? mutateText(text, random) : text };
}

function mutateTree(tree: unknown, random: Random): unknown {
  if (typeof tree !== "object" || tree === null || random() < 0.05) return copyOf(pick(random, values));
  const entries = Object.keys(tree);
  const key = entries.length === 0 || random() < 0.1 ? pick(random, keys) : pick(random, entries);
  const node = tree as Record<string, unknown>;
  const chance = random();
  const written = key === "__proto__" ? "\0proto" : key;
  if (chance < 0.15) Reflect.deleteProperty(node, written);
  else if (chance < 0.55 || !Object.hasOwn(node, written)) node[written] = copyOf(pick(random, values));
  else node[written] = mutateTree(node[written], random);
  return tree;
}

function mutateText(text: string, random: Random): string {
  const at = Math.floor(random() * (text.length + 1));
  const chance = random();
  if (chance < 0.3) return text.slice(0, at);
  if (chance < 0.6)
    return (
      text.slice(0, at) + pick(random, ['"', "{", "]", ",", "\\", "\0", "[".repeat(500), "\ufeff"]) + text.slice(at)
    );
  if (chance < 0.8) return text.slice(0, at) + text.slice(at + 1 + Math.floor(random() * 20));
  return text + text;
}

function mutatePath(path: string, random: Random): string {
  const chance = random();
  const name = encodeURIComponent(pick(random, hostileNames).replaceAll(/[\ud800-\udfff]/g, "\ufffd"));
  if (chance < 0.4) return `/v1/models/${name}`;
  if (chance < 0.7)
    return `${path}${path.includes("?") ? "&" : "?"}${pick(random, ["model", "beta", "__proto__[x]", "reference"])}=${name}`;
  return `${path}${pick(random, ["/", "//", "/..", "%2f", "%00", "%zz", ";x", "/x/y", "#a", "/%2e%2e/"])}`;
}

/** Not structuredClone: it does not survive what is nested deeply. */
function copyOf(value: unknown): unknown {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
}
