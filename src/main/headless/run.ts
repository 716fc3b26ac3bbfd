import { CommanderError } from "commander";
import { TresorError } from "../../shared/errors";
import { answerFormOf, checkLanguage } from "./answer-form";
import { createRegistrar } from "./command-registrar";
import { exitCodeOf, exitCodes } from "./exit-codes";
import { createFigures } from "./figures";
import { wordsOf } from "./language/choose-language";
import { optionValues } from "./option-values";
import { Output } from "./output";
import { createProgram } from "./program";
import type { Capabilities } from "./session";
import type { Terminal } from "./terminal";
import { usageFailure } from "./usage-failure";

/**
 * One call of the command line, from its arguments (without the program's own name) to its exit code. Every failure ends here, as
 * one line or one JSON document, never as a stack trace.
 */
export async function run(argv: readonly string[], terminal: Terminal, capabilities: Capabilities): Promise<number> {
  const { json, language } = answerFormOf(argv, terminal.environment);
  const words = wordsOf(language);
  const output = new Output(terminal, json, words);
  const interruption = new AbortController();
  const stopListening = terminal.onSignal("SIGINT", () => interruption.abort());
  let exitCode: number = exitCodes.done;
  const base = {
    words,
    figures: createFigures(words.locale),
    output,
    terminal,
    capabilities,
    interruption: interruption.signal,
  };
  const registrar = createRegistrar(base, optionValues(words), (code) => (exitCode = code));
  try {
    checkLanguage(argv, terminal.environment);
    const program = createProgram(registrar, terminal.output);
    await program.parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (thrown) {
    // Commander throws for --help and --version too, once they are written.
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return exitCodes.done;
    const failure = thrown instanceof CommanderError ? usageFailure(thrown, words) : TresorError.from(thrown);
    const wasInterrupted = interruption.signal.aborted && failure.code === "cancelled";
    if (json || !wasInterrupted) output.failure(failure);
    return wasInterrupted ? exitCodes.interrupted : exitCodeOf(failure);
  } finally {
    stopListening();
  }
}
