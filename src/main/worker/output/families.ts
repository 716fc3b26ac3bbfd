import { apertus } from "./families/apertus";
import { cohere, commandRPlus } from "./families/cohere";
import { deepSeekR1, deepSeekV31 } from "./families/deepseek";
import { deepSeekDsml } from "./families/deepseek-dsml";
import { functionary32, functionTags } from "./families/functionary";
import { gemma4 } from "./families/gemma-4";
import { generic } from "./families/generic";
import { gigaChat3, gigaChat31 } from "./families/giga-chat";
import { glm } from "./families/glm";
import { granite3 } from "./families/granite-3";
import { harmony } from "./families/harmony";
import { hermes } from "./families/hermes";
import { hunyuan3 } from "./families/hunyuan-3";
import { kimiK2 } from "./families/kimi-k2";
import { kimiK3 } from "./families/kimi-k3";
import { lfm2 } from "./families/lfm2";
import { llama3 } from "./families/llama-3";
import { llama4 } from "./families/llama-4";
import { miniCpm5 } from "./families/minicpm-5";
import { miniMaxM2 } from "./families/minimax-m2";
import { miniMaxM3 } from "./families/minimax-m3";
import { mistralArguments, mistralArray, mistralIds } from "./families/mistral";
import { muse } from "./families/muse";
import { nemotronNano2 } from "./families/nemotron-nano-2";
import { fireFunction, phi4 } from "./families/phi-4";
import { qwenXml } from "./families/qwen-xml";
import { seedOss } from "./families/seed-oss";
import { solar } from "./families/solar";
import { apriel, miniMaxM1 } from "./families/tool-calls-tag";
import type { OutputFamily } from "./output-family";

/** The order decides: a template may have the marks of several, and the first that knows it is right. */
const families: readonly OutputFamily[] = [
  hunyuan3,
  harmony,
  muse,
  mistralIds,
  mistralArguments,
  mistralArray,
  functionary32,
  kimiK2,
  kimiK3,
  cohere,
  lfm2,
  gigaChat31,
  gigaChat3,
  miniMaxM3,
  miniMaxM2,
  deepSeekDsml,
  deepSeekR1,
  deepSeekV31,
  gemma4,
  seedOss,
  solar,
  apertus,
  glm,
  qwenXml,
  miniCpm5,
  nemotronNano2,
  apriel,
  miniMaxM1,
  hermes,
  functionTags,
  granite3,
  phi4,
  fireFunction,
  llama4,
  llama3,
  commandRPlus,
];

/** The family whose output a template teaches; the generic one without a template. */
export function familyOf(template: string | null): OutputFamily {
  return (template === null ? undefined : families.find((family) => family.matches(template))) ?? generic;
}
