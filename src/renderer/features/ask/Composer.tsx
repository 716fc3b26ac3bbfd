import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { useLanguage, useServices } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { Icon } from "../../ui/Icon";
import { useNameOf } from "../residency/use-name-of";
import { isRunning } from "./turn";
import { useAskedModel, useAskState } from "./use-ask";

export interface ComposerProps {
  /** Stands between the field and its button, and names the model there. */
  readonly children?: ReactNode;
  /** Each question stands for itself, without what was said before. */
  readonly fresh: boolean;
}

/** Where a question is written: ⏎ sends, ⇧⏎ breaks a line, ↑ in an empty field recalls the last question, ⌘. stops. */
export function Composer({ fresh, children }: ComposerProps) {
  const { ask } = useServices();
  const { words } = useLanguage();
  const [prompt, setPrompt] = useState("");
  const running = useAskState(({ turns }) => turns.some(isRunning));
  const lastPrompt = useAskState(({ turns }) => turns.at(-1)?.prompt ?? "");
  const model = useAskedModel();
  const field = useRef<HTMLTextAreaElement>(null);

  // The field is as high as its text; the style sheet bounds it.
  useLayoutEffect(() => {
    const element = field.current;
    if (element === null) return;
    element.style.height = "0";
    element.style.height = `${element.scrollHeight}px`;
  }, [prompt]);

  // A window that comes to the front is ready for a question.
  useEffect(() => {
    const focus = () => field.current?.focus();
    focus();
    window.addEventListener("focus", focus);
    return () => {
      window.removeEventListener("focus", focus);
    };
  }, []);

  const send = () => {
    if (prompt.trim() === "" || running) return;
    void ask.send(prompt, { fresh, reference: model });
    setPrompt("");
  };

  const onKeyDown = (event: KeyboardEvent) => {
    // A key that ends a composition (Japanese, dead keys) belongs to the composition.
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send();
    } else if (event.key === "." && (event.metaKey || event.ctrlKey)) {
      ask.stop();
    } else if (event.key === "ArrowUp" && prompt === "" && lastPrompt !== "") {
      event.preventDefault();
      setPrompt(lastPrompt);
    }
  };

  const nameOf = useNameOf();
  const label = model === null ? words.ask.placeholderNone : words.ask.placeholder(nameOf(model));
  return (
    <div className="composer">
      <Icon name="prompt" />
      <textarea
        ref={field}
        rows={1}
        value={prompt}
        placeholder={children === undefined ? label : words.ask.placeholderNone}
        aria-label={label}
        title={words.ask.hint}
        data-testid="prompt-input"
        onChange={(event) => {
          setPrompt(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      {children}
      {running ? (
        <Button
          kind="icon"
          aria-label={words.ask.stop}
          title={words.ask.stop}
          onClick={ask.stop}
          data-testid="prompt-stop"
        >
          <Icon name="stop" />
        </Button>
      ) : (
        <Button
          kind="icon"
          className="composer-send"
          aria-label={words.ask.send}
          title={words.ask.send}
          disabled={prompt.trim() === "" || model === null}
          onClick={send}
          data-testid="prompt-send"
        >
          <Icon name="send" />
        </Button>
      )}
    </div>
  );
}
