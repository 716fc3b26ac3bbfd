import type { ModelDetails } from "../../../../../shared/shapes/model";
import type { Resident } from "../../../../../shared/shapes/resident";
import type { Preset } from "../../../presets/preset";
import { quotedText, writeModelfile, type Instruction } from "./create/modelfile";
import { detailsOf } from "./models";

/** What is to be shown: a model, and what the name that was asked for adds to it. */
export interface Shown {
  readonly details: ModelDetails;
  readonly resident: Resident | undefined;
  readonly preset: Preset | null;
}

/** The answer of `POST /api/show`. `parameters` is text, one a line, as clients parse it. */
export function ollamaDetails({ details, resident, preset }: Shown) {
  const fills = canFill(details);
  const template = preset?.template?.written ?? details.template ?? "";
  const parameters = parametersOf(preset, resident);
  return {
    license: preset?.licence ?? details.licence ?? "",
    modelfile: writeModelfile(modelfileOf(details, preset)),
    parameters: parameters.map(({ name, value }) => `${name} ${value}`).join("\n"),
    // Continue offers completion in an editor where it finds this word.
    template: fills ? `${template}{#- fills in between .Prompt and .Suffix -#}` : template,
    ...(preset?.system === undefined ? {} : { system: preset.system }),
    ...(preset === null || preset.messages.length === 0 ? {} : { messages: preset.messages }),
    details: { ...detailsOf(details), parent_model: preset === null ? "" : details.reference },
    model_info: { ...details.metadata, "general.parameter_count": details.parameters },
    capabilities: [...details.capabilities.filter((one) => served.has(one)), ...(fills ? ["insert"] : [])],
    modified_at: preset?.modifiedAt ?? details.modifiedAt,
  };
}

/** Ollama's names of what a model can do; clients send tools where a capability says so. */
const served: ReadonlySet<string> = new Set(["completion", "tools", "thinking", "embedding", "vision"]);

/** Trained to fill in: the file names its marks of prefix, suffix and middle. */
function canFill({ metadata }: ModelDetails): boolean {
  return ["fim_pre", "prefix"].some((mark) => `tokenizer.ggml.${mark}_token_id` in metadata);
}

/** The context is the resident's own where the name wishes for none: clients fill it. */
function parametersOf(preset: Preset | null, resident: Resident | undefined): Preset["parameters"] {
  const own = (preset?.parameters ?? []).map(({ name, value }) => ({ name, value: parameterValue(value) }));
  const context = resident === undefined ? [] : [{ name: "num_ctx", value: String(resident.context) }];
  return own.some(({ name }) => name === "num_ctx") ? own : [...own, ...context];
}

const parameterValue = (value: string): string =>
  /^[-\d.e]+$|^(true|false)$/.test(value) ? value : JSON.stringify(value);

function modelfileOf({ reference, template }: ModelDetails, preset: Preset | null): readonly Instruction[] {
  const text = (name: string, value: string | null | undefined) =>
    value === null || value === undefined || value === "" ? [] : [{ name, value: quotedText(value) }];
  return [
    { name: "FROM", value: reference },
    ...text("TEMPLATE", preset?.template?.written ?? template),
    ...text("SYSTEM", preset?.system),
    ...(preset?.parameters ?? []).map(({ name, value }) => ({
      name: "PARAMETER",
      value: `${name} ${parameterValue(value)}`,
    })),
    ...(preset?.messages ?? []).map(({ role, content }) => ({
      name: "MESSAGE",
      value: `${role} ${quotedText(content)}`,
    })),
    ...text("LICENSE", preset?.licence),
  ];
}
