import { task } from "./task";

type Arguments = Readonly<Record<string, unknown>>;

/** How an agent is driven without a person, and how its own tools are called. */
export interface Agent {
  /** As `tresor launch` knows it; its model in the library has this name too. */
  readonly tool: string;
  readonly arguments: readonly string[];
  readonly readFile: (path: string) => readonly [name: string, values: Arguments];
  readonly runCommand: readonly [name: string, values: Arguments];
}

const description = "Prints the file";

export const agents: readonly Agent[] = [
  {
    tool: "claude",
    arguments: ["--print", task.prompt, "--allowedTools", "Read,Bash"],
    readFile: (path) => ["Read", { file_path: path }],
    runCommand: ["Bash", { command: task.command, description }],
  },
  {
    tool: "codex",
    // It has no tool that reads files.
    arguments: ["exec", "--skip-git-repo-check", "--dangerously-bypass-approvals-and-sandbox", task.prompt],
    readFile: (path) => ["exec_command", { cmd: `cat ${path}` }],
    runCommand: ["exec_command", { cmd: task.command }],
  },
  {
    tool: "opencode",
    arguments: ["run", task.prompt],
    readFile: (path) => ["read", { filePath: path }],
    runCommand: ["bash", { command: task.command, description }],
  },
  {
    tool: "qwen",
    arguments: ["--prompt", task.prompt, "--yolo"],
    readFile: (path) => ["read_file", { file_path: path }],
    runCommand: ["run_shell_command", { command: task.command, description, is_background: false }],
  },
];
