/** A function as the client knows it: by its name, inside a namespace or in none. */
export interface ClientTool {
  readonly name: string;
  readonly namespace?: string | undefined;
}

/**
 * Functions of a namespace have a name of two parts and models write one: the bare name where it is unique in the request, else
 * both parts. What a model writes and no tool is called stays as it is.
 */
export class ToolNames {
  readonly #modelNames = new Map<string, string>();
  readonly #clientTools = new Map<string, ClientTool>();

  constructor(tools: readonly ClientTool[]) {
    const counts = new Map<string, number>();
    for (const { name } of tools) counts.set(name, (counts.get(name) ?? 0) + 1);
    for (const tool of tools) {
      const { name, namespace } = tool;
      const modelName = namespace === undefined || counts.get(name) === 1 ? name : joined(namespace, name);
      this.#modelNames.set(keyOf(tool), modelName);
      this.#clientTools.set(modelName, tool);
    }
  }

  /** How the model knows a function. */
  forModel(tool: ClientTool): string {
    return this.#modelNames.get(keyOf(tool)) ?? tool.name;
  }

  /** How the client knows a function that the model has called. */
  forClient(modelName: string): ClientTool {
    return this.#clientTools.get(modelName) ?? { name: modelName };
  }
}

function keyOf({ name, namespace }: ClientTool): string {
  return JSON.stringify([namespace ?? null, name]);
}

function joined(namespace: string, name: string): string {
  return namespace.endsWith("__") ? `${namespace}${name}` : `${namespace}__${name}`;
}
