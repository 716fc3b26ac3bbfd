import { TresorError } from "../../../shared/errors";
import type { Model } from "../../../shared/shapes/model";

/** How each program removes what it keeps. */
const removedBy = {
  lmStudio: () => "remove it in LM Studio under My Models",
  huggingFace: () => "remove it with: hf cache delete",
  ollama: ({ reference }: Pick<Model, "reference">) => `remove it with: ollama rm ${reference}`,
};

const programs = { lmStudio: "LM Studio", huggingFace: "Hugging Face's cache", ollama: "Ollama" };

type Foreign = keyof typeof removedBy;

/** Whether another program keeps the model; Tresor uses it in place and changes nothing about it. */
export function belongsToOthers({ origin }: Pick<Model, "origin">): boolean {
  return isForeign(origin);
}

/** @throws TresorError `not_allowed` for what is not the user's to take away from here, with the way that there is */
export function refuseForeign(model: Pick<Model, "reference" | "origin">): void {
  const { reference, origin } = model;
  if (origin === "demo") {
    throw notAllowed(`${reference} is part of Tresor; it steps aside as soon as there is another model.`, reference);
  }
  if (!isForeign(origin)) return;
  throw notAllowed(`${reference} belongs to ${programs[origin]}: ${removedBy[origin](model)}.`, reference);
}

function isForeign(origin: Model["origin"]): origin is Foreign {
  return Object.hasOwn(removedBy, origin);
}

function notAllowed(message: string, reference: string): TresorError {
  return new TresorError("not_allowed", message, { reference });
}
