import type { OutputFamily } from "../output-family";
import { hermes } from "./hermes";

/** Templates without tools: the prompt teaches the Hermes form, which most small models know best. */
export const generic: OutputFamily = { ...hermes, name: "generic", matches: () => true };
