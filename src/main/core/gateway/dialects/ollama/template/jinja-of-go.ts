import { jinjaText, translateExpression, type Expression, type Scope } from "./go-expression";
import { broken, parseGoTemplate, type GoNode } from "./go-template";

/** Fields that a conversation never fills here: tools are described in the system part, reasoning is the parser's. */
const neverFilled: ReadonlySet<string> = new Set([
  "Tools",
  "ToolCalls",
  "ToolName",
  "ToolCallID",
  "Think",
  "ThinkLevel",
  "Thinking",
  "IsThinkSet",
  "Suffix",
  "Images",
]);

const never: Expression = { code: "false", constant: false };
const isLast = /^\$(\w+)\s*:=\s*eq\s+\(len\s+\(slice\s+\$?\.Messages\s+\$\w+\)\)\s+1$/;
const overMessages = /^(?:(\$\w+),\s*(\$\w+)\s*:=\s*)?\$?\.Messages$/;

/**
 * A template in Go's language as one in Jinja's, which the worker renders. Both of Ollama's kinds: one turn of `.System`, `.Prompt` and
 * `.Response`, repeated for each turn and cut before the last response; and one over `.Messages`.
 * @throws TresorError `invalid_request` for what cannot be translated
 */
export function jinjaOfGo(template: string): string {
  const nodes = parseGoTemplate(template);
  return usesMessages(nodes) ? overAllMessages(nodes) : turnByTurn(nodes);
}

function turnByTurn(nodes: readonly GoNode[]): string {
  const whole = hasResponse(nodes) ? nodes : [...nodes, { type: "action" as const, code: ".Response" }];
  const body = (turn: readonly GoNode[]) => translate(turn, rootScope("ns.prompt", "message['content']"));
  return [
    "{%- set ns = namespace(system='', prompt='') -%}",
    "{%- for message in messages -%}",
    "{%- if message['role'] == 'system' -%}{%- set ns.system = message['content'] -%}",
    "{%- elif message['role'] == 'assistant' -%}",
    body(whole),
    "{%- set ns.system = '' -%}{%- set ns.prompt = '' -%}",
    "{%- else -%}{%- set ns.prompt = (ns.prompt + '\\n\\n' if ns.prompt else '') + message['content'] -%}{%- endif -%}",
    "{%- endfor -%}",
    body(beforeResponse(whole)),
  ].join("");
}

function overAllMessages(nodes: readonly GoNode[]): string {
  return [
    "{%- set ns = namespace(system='') -%}",
    "{%- for message in messages -%}{%- if message['role'] == 'system' -%}",
    "{%- set ns.system = (ns.system + '\\n\\n' if ns.system else '') + message['content'] -%}",
    "{%- endif -%}{%- endfor -%}",
    translate(nodes, rootScope("''", "''")),
  ].join("");
}

function rootScope(prompt: string, response: string): Scope {
  const fields = new Map([
    ["System", { code: "ns.system" }],
    ["Prompt", { code: prompt }],
    ["Response", { code: response }],
  ]);
  return { field: (path) => fieldOf(path, fields), variables: new Map() };
}

function fieldOf(path: string, fields: ReadonlyMap<string, Expression>): Expression | undefined {
  const name = path.replace(/^\$?\./, "");
  return neverFilled.has(name) ? never : fields.get(name);
}

function messageScope(root: Scope, variable: string | undefined): Scope {
  const role = { code: "message['role']" };
  const content = { code: "message['content']" };
  const own = new Map([
    ["Role", role],
    ["Content", content],
  ]);
  const named = variable === undefined ? [] : [...own].map(([name, code]) => [`${variable}.${name}`, code] as const);
  return {
    field: (path) => (path.startsWith("$.") ? root.field(path) : fieldOf(path, own)),
    variables: new Map([...root.variables, ...named]),
  };
}

function translate(nodes: readonly GoNode[], scope: Scope): string {
  let inner = scope;
  let code = "";
  for (const node of nodes) {
    const [, last] = node.type === "action" ? (isLast.exec(node.code) ?? []) : [];
    if (last === undefined) code += translateNode(node, inner);
    else inner = { ...inner, variables: new Map([...inner.variables, [`$${last}`, { code: "loop.last" }]]) };
  }
  return code;
}

function translateNode(node: GoNode, scope: Scope): string {
  switch (node.type) {
    case "text":
      return `{{- ${jinjaText(node.text)} -}}`;
    case "action": {
      const { code, constant } = translateExpression(node.code, scope);
      return constant === false ? "" : `{{- ${code} -}}`;
    }
    case "range": {
      const match = overMessages.exec(node.code);
      if (match === null || scope.field(".Prompt") === undefined)
        throw broken(`"range ${node.code.slice(0, 40)}" is not translated`);
      const body = translate(node.body, messageScope(scope, match[2]));
      return `{%- for message in messages -%}${body}{%- endfor -%}`;
    }
    case "if":
      return translateIf(node, scope);
  }
}

function translateIf({ branches, otherwise }: Extract<GoNode, { type: "if" }>, scope: Scope): string {
  let code = "";
  for (const { condition, body } of branches) {
    const { code: test, constant } = translateExpression(condition, scope);
    if (constant === false) continue;
    if (constant === true) return closed(code, translate(body, scope));
    code += `{%- ${code === "" ? "if" : "elif"} ${test} -%}${translate(body, scope)}`;
  }
  return closed(code, translate(otherwise, scope));
}

function closed(branches: string, otherwise: string): string {
  if (branches === "") return otherwise;
  return `${branches}${otherwise === "" ? "" : `{%- else -%}${otherwise}`}{%- endif -%}`;
}

function usesMessages(nodes: readonly GoNode[]): boolean {
  return someNode(nodes, (node) => node.type === "range" && /\.Messages\b/.test(node.code));
}

function hasResponse(nodes: readonly GoNode[]): boolean {
  return someNode(nodes, isResponse);
}

const isResponse = (node: GoNode): boolean => node.type === "action" && /^\$?\.Response$/.test(node.code);

function someNode(nodes: readonly GoNode[], test: (node: GoNode) => boolean): boolean {
  return nodes.some((node) => {
    if (test(node)) return true;
    if (node.type === "range") return someNode(node.body, test);
    return (
      node.type === "if" &&
      [...node.branches.map(({ body }) => body), node.otherwise].some((body) => someNode(body, test))
    );
  });
}

/** What is written before the last answer begins; a block that holds the response is entered. */
function beforeResponse(nodes: readonly GoNode[]): readonly GoNode[] {
  const at = nodes.findIndex((node) => someNode([node], isResponse));
  if (at < 0) return nodes;
  const before = nodes.slice(0, at);
  const holder = nodes[at];
  const held = holder?.type === "if" ? holder.branches.find(({ body }) => hasResponse(body))?.body : undefined;
  return held === undefined ? before : [...before, ...beforeResponse(held)];
}
