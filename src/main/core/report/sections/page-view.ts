import type { ReportFacts } from "../../../../shared/shapes/report";
import type { ReportWords } from "../language/en";
import type { ReportFigures } from "../report-figures";

/** What every section is made from. */
export interface PageView {
  readonly facts: ReportFacts;
  readonly words: ReportWords;
  readonly figures: ReportFigures;
}
