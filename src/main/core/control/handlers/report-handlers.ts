import type { Handlers } from "../../../../shared/contract/derive";
import type { Library } from "../../library/library-port";
import { createReport } from "../../report/create-report";

export interface ReportDependencies {
  readonly ledgerFolder: string;
  readonly library: Pick<Library, "models">;
}

export function reportHandlers({ ledgerFolder, library }: ReportDependencies): Pick<Handlers, "report"> {
  return {
    report: async (question) =>
      await createReport({ ledgerFolder, models: library.models(), now: new Date() }, question),
  };
}
