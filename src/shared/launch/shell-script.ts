import type { Launch } from "./tool";

/** What `launch` does, as a script for any POSIX shell; its last line starts the tool with the script's own arguments. */
export function shellScript(
  program: string,
  { environment, arguments: before, files }: Launch,
  directory: string,
): string {
  const names = Object.keys(files);
  const folders = new Set(names.map((name) => `${directory}/${name}`.replace(/\/[^/]*$/, "")));
  return [
    // Files may hold a key.
    ...(names.length === 0 ? [] : ["umask 077"]),
    ...[...folders].map((folder) => `mkdir -p ${quoted(folder)}`),
    ...names.map((name) => `printf '%s' ${quoted(files[name] ?? "")} > ${quoted(`${directory}/${name}`)}`),
    ...Object.entries(environment).map(([name, value]) => `export ${name}=${quoted(value)}`),
    [program, ...before.map(quoted), '"$@"'].join(" "),
  ].join("\n");
}

function quoted(text: string): string {
  return /^[\w./:=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
