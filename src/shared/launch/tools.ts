import type { Tool } from "./tool";
import { claude } from "./tools/claude";
import { cline } from "./tools/cline";
import { codex } from "./tools/codex";
import { continueAgent } from "./tools/continue";
import { copilot } from "./tools/copilot";
import { opencode } from "./tools/opencode";
import { pi } from "./tools/pi";
import { qwen } from "./tools/qwen";

/** The coding agents that `tresor launch` starts. */
export const tools: readonly Tool[] = [claude, codex, opencode, qwen, continueAgent, pi, cline, copilot];
