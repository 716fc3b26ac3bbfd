import { useMemo } from "react";
import { useSnapshot } from "../../store/window-context";
import { namesOf, type NameOf } from "./model-name";

export function useNameOf(): NameOf {
  const models = useSnapshot((snapshot) => snapshot.models);
  return useMemo(() => namesOf(models), [models]);
}
