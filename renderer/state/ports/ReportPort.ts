import type { ReportTable } from "../../../core/model/Report.ts";

export type ReportFormat = "csv" | "html";

/** What runs report to people. */
export interface ReportPort {
  /** The tables of a run as far as its steps have filled them; undefined = it has none. Rejects with a sentence. */
  read(run: string): Promise<readonly ReportTable[] | undefined>;
  /** The address of the report as a file. */
  fileAddress(run: string, format: ReportFormat): string;
}
