import { z } from "zod";
import { isErrorCode, type ErrorCode } from "../errors";

export const wireErrorSchema = z.object({
  code: z.custom<ErrorCode>(isErrorCode, "unknown error code"),
  message: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
});
