import { useLanguage, useNow, useSnapshot } from "../../store/window-context";
import { useNameOf } from "../residency/use-name-of";
import { stateLineWords, type StateLineWords } from "./state-line-words";

/** The state in words, for every place that shows it. */
export function useStateLine(): StateLineWords {
  const sovereignty = useSnapshot((snapshot) => snapshot.status.sovereignty);
  const residents = useSnapshot((snapshot) => snapshot.residents);
  const downloads = useSnapshot((snapshot) => snapshot.downloads);
  const nameOf = useNameOf();
  return stateLineWords({ sovereignty, residents, downloads, nameOf }, useLanguage(), useNow());
}
