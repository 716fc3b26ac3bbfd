import { InvalidArgumentError, type Command } from "commander";
import { clientRulesSchema, scopeSchema, type ClientRules, type Scope } from "../../shared/shapes/client";
import type { Registrar } from "./command-registrar";
import type { Words } from "./language/en";

/** Takes a limit away; commander has no null. */
type OrNone<T> = T | "none";

/** The options of `keys create` and `keys set`. */
export interface RuleFlags {
  readonly scopes?: Scope;
  readonly models?: OrNone<readonly string[]>;
  readonly production?: boolean;
  readonly stage?: ClientRules["stage"];
  readonly priority?: ClientRules["priority"];
  readonly requestsPerMinute?: OrNone<number>;
  readonly tokensPerMinute?: OrNone<number>;
  readonly tokensPerDay?: OrNone<number>;
  readonly longestContext?: OrNone<number>;
  readonly longestKeepAlive?: OrNone<number>;
}

export function addRuleOptions(command: Command, { words, values }: Registrar): Command {
  const { options } = words;
  const limit = orNone(values.wholeNumber(1));
  const { priority, stage } = clientRulesSchema.shape;
  const stages = stage.options.map(({ value }) => String(value));
  return command
    .option("--scopes <scopes>", options.scopes, highestScope(words))
    .option("--models <names>", options.keyModels, orNone(listOf))
    .option("--production", options.production)
    .option("--no-production", options.noProduction)
    .option("--stage <stage>", options.stage, (text) => Number(values.oneOf(stages)(text)))
    .option("--priority <priority>", options.priority, values.oneOf(priority.options))
    .option("--requests-per-minute <number>", options.requestsPerMinute, limit)
    .option("--tokens-per-minute <number>", options.tokensPerMinute, limit)
    .option("--tokens-per-day <number>", options.tokensPerDay, limit)
    .option("--longest-context <tokens>", options.longestContext, limit)
    .option("--longest-keep-alive <seconds>", options.longestKeepAlive, limit);
}

/** What was said; what was not stays as it is. */
export function rulesFromFlags(flags: RuleFlags) {
  const { scopes, models, production, stage, priority } = flags;
  return {
    scope: scopes,
    models: models === undefined ? undefined : models === "none" ? null : [...models],
    production,
    stage,
    priority,
    requestsPerMinute: nullable(flags.requestsPerMinute),
    tokensPerMinute: nullable(flags.tokensPerMinute),
    tokensPerDay: nullable(flags.tokensPerDay),
    longestContext: nullable(flags.longestContext),
    longestKeepAliveSeconds: nullable(flags.longestKeepAlive),
  };
}

const nullable = (value: OrNone<number> | undefined): number | null | undefined => (value === "none" ? null : value);

/** Each scope includes the ones before it, so of several the highest counts. */
function highestScope({ usage }: Words): (text: string) => Scope {
  return (text) => {
    const named = listOf(text);
    const isKnown = named.every((name) => scopeSchema.safeParse(name).success);
    const highest = scopeSchema.options.findLast((scope) => named.includes(scope));
    if (highest === undefined || !isKnown) {
      throw new InvalidArgumentError(usage.oneOf(scopeSchema.options.join(", ")));
    }
    return highest;
  };
}

function listOf(text: string): readonly string[] {
  return text
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

function orNone<T>(read: (text: string) => T): (text: string) => OrNone<T> {
  return (text) => (text === "none" ? text : read(text));
}
