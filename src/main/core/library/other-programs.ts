import { join } from "node:path";
import type { ModelsFolder } from "./found-model";

/** Where LM Studio, Hugging Face's tools and Ollama keep their models, whether those folders exist or not. */
export function otherProgramsFolders(
  home: string,
  environment: Readonly<Record<string, string | undefined>>,
): readonly ModelsFolder[] {
  const placeOf = (variable: string, usual: string) => {
    const named = environment[variable] ?? "";
    return named === "" ? usual : named;
  };
  const caches = placeOf("XDG_CACHE_HOME", join(home, ".cache"));
  const huggingFace = placeOf("HF_HOME", join(caches, "huggingface"));
  return [
    { path: join(home, ".lmstudio", "models"), origin: "lmStudio" },
    { path: join(home, ".cache", "lm-studio", "models"), origin: "lmStudio" },
    { path: placeOf("HF_HUB_CACHE", join(huggingFace, "hub")), origin: "huggingFace" },
    { path: placeOf("OLLAMA_MODELS", join(home, ".ollama", "models")), origin: "ollama" },
  ];
}
