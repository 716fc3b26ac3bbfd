import { join } from "node:path";
import { templateScripts, type TemplateScript } from "./gguf/scripted/template-scripts";
import { writeScriptedModel } from "./gguf/scripted/write-scripted-model";

/** In a prompt this asks for the script cut by byte; a character of the private use area, whose first byte no template has. */
export const asksForBytes = "\uE200";
const firstByte = 0xee;

export interface TemplateModel extends TemplateScript {
  readonly name: string;
}

/** Writes a scripted model into `folder` for each of the templates that can write two calls. */
export function writeTemplateModels(folder: string, templates: ReadonlyMap<string, string>): readonly TemplateModel[] {
  return [...templateScripts].flatMap(([name, script]) => {
    const template = templates.get(name);
    if (template === undefined) return [];
    const { text, eos, controls = [] } = script;
    const end = script.endAfter === undefined ? {} : { endAfter: script.endAfter };
    writeScriptedModel(join(folder, `${name}.gguf`), {
      name,
      template,
      controls,
      turns: [
        { text, ...end },
        { text, ...end, cut: "byte", when: { byte: firstByte } },
      ],
      cut: "word",
      eos,
    });
    return [{ name, ...script }];
  });
}
