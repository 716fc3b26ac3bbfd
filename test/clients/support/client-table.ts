import { format } from "prettier";
import { features, type ClientRow, type Feature } from "./features";

export interface FeatureResult {
  readonly client: ClientRow;
  readonly feature: Feature;
  readonly passed: boolean;
}

const preamble = `# Clients

Published clients against a running Tresor, with models that write a known script through the real engine. This page is written by
\`npm run test:clients -- --update-docs\`, and the run fails when it is not true. Nothing is patched: each client is used as its documentation says.

- **tools**: two calls in one answer, their results sent back, then the answer; streamed and not.
- **errors**: an unknown model, a wrong key and a prompt longer than the context, each as the client's own typed error; streamed and not.
- **cancellation**: when a stream is dropped in its middle, the model stops.
- **cached tokens**: a second turn says that the whole first prompt was reused.
`;

/** docs/clients.md. @throws Error where a client has no result for a feature */
export async function clientTable(
  results: readonly FeatureResult[],
  versions: ReadonlyMap<string, string>,
): Promise<string> {
  const columns = Object.keys(features) as Feature[];
  const notes: string[] = [];
  const rows = [...new Map(results.map(({ client }) => [client.name, client])).values()]
    .sort((one, other) => one.name.localeCompare(other.name))
    .map((client) => {
      const cells = columns.map((feature) => cellOf(client, feature, results, notes));
      const packages = client.packages.map((name) => `\`${name}\` ${versions.get(name) ?? "?"}`).join("<br>");
      return [client.name, packages, client.dialect, ...cells];
    });
  const table = [
    ["client", "packages", "dialect", ...Object.values(features)],
    Array.from({ length: columns.length + 3 }, () => "---"),
    ...rows,
  ].map((cells) => `| ${cells.join(" | ")} |`);
  const footnotes = notes.map((note, index) => `${index + 1}. ${note}`);
  return format([preamble, ...table, "", "– is what a client does not do by itself:", "", ...footnotes].join("\n"), {
    parser: "markdown",
    printWidth: 120,
  });
}

function cellOf(client: ClientRow, feature: Feature, results: readonly FeatureResult[], notes: string[]): string {
  const lack = client.lacks?.[feature];
  if (lack !== undefined) return `– ${noteNumber(lack, notes)}`;
  const result = results.find((one) => one.client.name === client.name && one.feature === feature);
  if (result === undefined) throw new Error(`${client.name} was not tried for ${feature}.`);
  if (!result.passed) return "✗";
  const part = client.partly?.[feature];
  return part === undefined ? "✓" : `✓ ${noteNumber(part, notes)}`;
}

function noteNumber(note: string, notes: string[]): string {
  if (!notes.includes(note)) notes.push(note);
  return `(${notes.indexOf(note) + 1})`;
}
