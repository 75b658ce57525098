import type { ReportTable } from "../../../core/model/Report.ts";
import type { ReportFormat, ReportPort } from "../../../renderer/state/ports/ReportPort.ts";

/** Reports in memory, by run. */
export class MemoryReports implements ReportPort {
  readonly reports = new Map<string, readonly ReportTable[]>();

  async read(run: string): Promise<readonly ReportTable[] | undefined> {
    return this.reports.get(run);
  }

  fileAddress(run: string, format: ReportFormat): string {
    return `/reports/${run}.${format}`;
  }
}
