import { useState } from "react";
import { useLanguage } from "../../store/window-context";
import { Button } from "../../ui/Button";
import { WireFault } from "../shell/WireFault";
import { useGet } from "./use-get";

/** Brings what somebody pastes: a repository of the hub, or a URL. */
export function GetField() {
  const [source, setSource] = useState("");
  const { words } = useLanguage();
  const { downloads: text } = words;
  const { starting, error, get, dismiss } = useGet();
  const wanted = source.trim();
  return (
    <>
      <form
        className="get-field"
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted === "") return;
          void get(wanted).then((begun) => {
            if (begun) setSource("");
          });
        }}
      >
        <input
          className="field"
          aria-label={text.field}
          placeholder={text.field}
          spellCheck={false}
          autoComplete="off"
          value={source}
          data-testid="get-field"
          onChange={(event) => {
            setSource(event.target.value);
          }}
        />
        <Button
          kind="outlined"
          disabled={wanted === "" || starting}
          onClick={(event) => event.currentTarget.form?.requestSubmit()}
        >
          {text.get}
        </Button>
      </form>
      <WireFault error={error} onDismiss={dismiss} />
    </>
  );
}
