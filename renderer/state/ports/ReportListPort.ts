import type { ReportPort } from "./ReportPort.ts";

export interface ReportItem {
  application: string;
  /** The run that made it. */
  run: string;
  /** ms since the epoch. */
  createdAt: number;
  /** Rows that its steps added. */
  rows: number;
}

export interface ReportPage {
  reports: readonly ReportItem[];
  /** All that fit, on whatever page. */
  total: number;
  /** Where the next page begins; undefined = this is the last. */
  next: string | undefined;
}

/** The reports of all runs. */
export interface ReportListPort extends ReportPort {
  /** Newest first. `search`: part of the name of the application or of the id of the run. Rejects with a sentence. */
  page(search: string, before: string | undefined): Promise<ReportPage>;
  /** Deletes the report of a run. */
  remove(run: string): Promise<void>;
}
