import { TresorError } from "../../../shared/errors";
import type { ClientRules } from "../../../shared/shapes/client";
import type { Model } from "../../../shared/shapes/model";

export type ModelRules = Pick<ClientRules, "models" | "production">;

/** Finds the model that a name leads to now. @throws TresorError as `Library.resolve` */
export type ResolveModel = (reference: string) => Model;

export function isRestricted({ models, production }: ModelRules): boolean {
  return models !== null || production;
}

/** Whether a client of these rules may use a model. An allowed name allows the model that it leads to, by whatever name. */
export function mayUse(rules: ModelRules, model: Model, resolve: ResolveModel): boolean {
  return isAllowed(rules, model, resolve) && !isTooCoarse(rules, model);
}

/**
 * The model that a client's name means, if it may use it. What is not allowed and what does not exist are told alike: a key for one
 * model is no way to ask what else there is.
 * @throws TresorError `forbidden`, `experimental_model`, as `resolve` for a client that may use all
 */
export function resolveAllowed(rules: ModelRules, reference: string, resolve: ResolveModel): Model {
  const model = rules.models === null ? resolve(reference) : found(reference, resolve);
  if (model === null || !isAllowed(rules, model, resolve)) throw notAllowed(rules.models ?? []);
  if (isTooCoarse(rules, model)) throw experimental(model);
  return model;
}

/** A request that leaves the choice of the model to us cannot be checked before it is made. @throws TresorError `invalid_request` */
export function refuseUnnamed(rules: ModelRules): void {
  const names = rules.models === null ? "of full quality" : `of these: ${rules.models.join(", ")}`;
  if (isRestricted(rules)) {
    throw new TresorError("invalid_request", `Name a model: this key may use models ${names}.`, { field: "model" });
  }
}

function isAllowed({ models }: ModelRules, model: Model, resolve: ResolveModel): boolean {
  return models === null || models.some((name) => found(name, resolve)?.reference === model.reference);
}

const isTooCoarse = ({ production }: ModelRules, { quality }: Model): boolean =>
  production && quality === "experimental";

function found(reference: string, resolve: ResolveModel): Model | null {
  try {
    return resolve(reference);
  } catch (error) {
    if (error instanceof TresorError) return null;
    throw error;
  }
}

function notAllowed(models: readonly string[]): TresorError {
  return new TresorError("forbidden", `This key may use only these models: ${models.join(", ")}.`, { models });
}

function experimental({ reference, bitsPerWeight }: Model): TresorError {
  return new TresorError(
    "experimental_model",
    `${reference} has ${bitsPerWeight.toFixed(1)} bits a weight, and this key is for production: it takes 8 at least.`,
    { reference, bitsPerWeight },
  );
}
