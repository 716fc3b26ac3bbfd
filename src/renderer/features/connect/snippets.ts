import { tools } from "../../../shared/launch/tools";

/** How a client is pointed at Tresor. Each snippet works as it stands once its package is installed. */
export interface Snippet {
  readonly client: "agents" | "curl" | "python" | "javascript" | "ollama";
  readonly code: string;
}

/**
 * @param url Tresor's address without a trailing slash
 * @param model a reference of the library
 */
export function snippets(url: string, model: string): readonly Snippet[] {
  return [
    {
      client: "curl",
      code: [
        `curl ${url}/v1/chat/completions \\`,
        `  -H "content-type: application/json" \\`,
        "  -d '{",
        `    "model": "${model}",`,
        '    "messages": [{"role": "user", "content": "Hello"}]',
        "  }'",
      ].join("\n"),
    },
    {
      client: "python",
      code: [
        "from openai import OpenAI",
        "",
        "client = OpenAI(",
        `    base_url="${url}/v1",`,
        '    api_key="local",',
        ")",
        "answer = client.chat.completions.create(",
        `    model="${model}",`,
        '    messages=[{"role": "user", "content": "Hello"}],',
        ")",
        "print(answer.choices[0].message.content)",
      ].join("\n"),
    },
    {
      client: "javascript",
      code: [
        'import OpenAI from "openai";',
        "",
        "const client = new OpenAI({",
        `  baseURL: "${url}/v1",`,
        '  apiKey: "local",',
        "});",
        "const answer = await client.chat.completions.create({",
        `  model: "${model}",`,
        '  messages: [{ role: "user", content: "Hello" }],',
        "});",
        "console.log(answer.choices[0].message.content);",
      ].join("\n"),
    },
    {
      client: "ollama",
      code: [
        'import { Ollama } from "ollama";',
        "",
        `const ollama = new Ollama({ host: "${url}" });`,
        "const answer = await ollama.chat({",
        `  model: "${model}",`,
        '  messages: [{ role: "user", content: "Hello" }],',
        "});",
        "console.log(answer.message.content);",
      ].join("\n"),
    },
    {
      client: "agents",
      code: tools
        .map(({ name, displayName }) => `tresor launch ${name} --model ${model}   # ${displayName}`)
        .join("\n"),
    },
  ];
}
