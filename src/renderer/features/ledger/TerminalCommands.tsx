import { useLanguage, useNow, useServices } from "../../store/window-context";
import { CopyButton } from "../../ui/CopyButton";
import { terminalCommands } from "./terminal-commands";

/** What a terminal does with the ledger and a window does not. */
export function TerminalCommands() {
  const { window } = useServices();
  const { words, code } = useLanguage();
  const { ledger, endpoint } = words;
  return (
    <section aria-labelledby="terminal">
      <h2 id="terminal">{ledger.inTerminal}</h2>
      <div className="commands">
        {terminalCommands(useNow(), code).map(({ name, command }) => (
          <div key={name} className="command">
            <span className="soft">{ledger.commands[name]}</span>
            <code>{command}</code>
            <CopyButton
              label={ledger.copyCommand(ledger.commands[name])}
              copiedLabel={endpoint.copied}
              copy={async () => {
                await window.copyText(command);
              }}
              testId={`command-${name}`}
            />
          </div>
        ))}
      </div>
    </section>
  );
}
