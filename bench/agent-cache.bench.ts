import { AgentConversations, type PromptTokens } from "./agent-conversations";
import { HttpLoad } from "./contenders/http-load";
import { benchModel } from "./model";
import type { BenchOptions } from "./options";
import { promptOf } from "./prompt";
import { BenchServer } from "./server";
import { highest, median, ratios, table } from "./statistics";
import { firstTokenMilliseconds } from "./throughput";

const prefixTokens = 8_000;

/**
 * What is computed again although it was computed before: ten conversations of agents over four slots, then after the model was unloaded,
 * then after a restart; and the time to the first token of a long prompt whose beginning was saved.
 */
export async function bench({ quick, preset }: BenchOptions): Promise<string> {
  const model = benchModel(preset ?? "threeHundred");
  const server = await BenchServer.start(["--models-dir", model.directory, "--context", "8704", "--slots", "4"]);
  const load = await HttpLoad.start(() => server.url, model.reference);
  const reload = async () => {
    await server.command("unload", { reference: model.reference });
    await server.command("load", { reference: model.reference });
  };
  const restart = async () => {
    await server.restart();
    await server.command("load", { reference: model.reference });
  };
  try {
    await server.command("load", { reference: model.reference });
    const count = quick ? 6 : 10;
    const agents = new AgentConversations(() => server.url, model.reference, count);
    const turns = quick ? 4 : 20;
    const rows = [promptTokensRow(`${turns} turns`, await agents.advance(turns))];
    await reload();
    rows.push(promptTokensRow("2 turns after unloading", await agents.advance(2)));
    await restart();
    rows.push(promptTokensRow("2 turns after a restart", await agents.advance(2)));
    const conversations = table([`${count} conversations, four slots`, "new", "recomputed", "ratio", "aim"], rows);

    const rounds = quick ? 1 : 3;
    const times = { cold: [] as number[], unloaded: [] as number[], restarted: [] as number[] };
    for (let round = 0; round < rounds; round++) {
      const prefix = promptOf(prefixTokens - 16, 50 + round);
      const ask = async (seed: number) => {
        const [record] = await load.run([{ prompt: `${prefix} ${promptOf(17, seed)}`, tokens: 1 }]);
        return record === undefined ? Number.NaN : firstTokenMilliseconds(record);
      };
      times.cold.push(await ask(60));
      await reload();
      times.unloaded.push(await ask(61));
      await restart();
      times.restarted.push(await ask(62));
    }
    const saved = table(
      [`time to first token, ${prefixTokens.toLocaleString("en")} tokens`, "median", "of cold", "most", "aim"],
      [
        ["cold", seconds(times.cold), "", "", ""],
        savedRow("saved prefix, after unloading", times.unloaded, times.cold),
        savedRow("saved prefix, after a restart", times.restarted, times.cold),
      ],
    );
    return `\n## Prefixes kept, ${model.name}, one thread\n\n${conversations}\n\n${saved}\n`;
  } finally {
    await load.stop();
    await server.stop();
  }
}

function promptTokensRow(name: string, { fresh, recomputed }: PromptTokens): readonly string[] {
  return [name, String(fresh), String(recomputed), (recomputed / fresh).toFixed(3), "<= 1.05"];
}

function savedRow(name: string, times: readonly number[], cold: readonly number[]): readonly string[] {
  const factors = ratios(times, cold);
  return [name, seconds(times), median(factors).toFixed(3), highest(factors).toFixed(3), "<= 0.05"];
}

const seconds = (milliseconds: readonly number[]): string => `${(median(milliseconds) / 1_000).toFixed(2)} s`;
