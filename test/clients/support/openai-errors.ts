import OpenAI from "openai";
import type { KnownErrors } from "./client-driver";

export const openAiErrors: KnownErrors = {
  unknownModel: (error) => error instanceof OpenAI.NotFoundError && error.code === "model_not_found",
  wrongKey: (error) => error instanceof OpenAI.AuthenticationError,
  tooLong: (error) => error instanceof OpenAI.BadRequestError && error.code === "context_length_exceeded",
};
