import { SluiceError } from "../../base/SluiceError.ts";
import { buildReportTables } from "../../model/buildReportTables.ts";
import { findRunId, type Report, type ReportSummary, toReportId } from "../../model/Report.ts";
import { nearestName } from "../failures.ts";
import type { ReportFilter } from "../ports/repositories.ts";
import type { ServicePorts } from "../ServicePorts.ts";

/** Use-cases of reports. Secrets were masked before a report was stored; so a report can be read when the key and the run are gone. */
export class ReportService {
  private readonly ports: Pick<ServicePorts, "reports">;

  constructor(ports: Pick<ServicePorts, "reports">) {
    this.ports = ports;
  }

  /** A page, newest first, with the number of all that fit; `next` is the cursor of the next page, if there is one. */
  list(filter: ReportFilter): { reports: ReportSummary[]; total: number; next: string | undefined } {
    const found = this.ports.reports.list({ ...filter, limit: filter.limit + 1 });
    const reports = found.slice(0, filter.limit);
    const next = found.length > filter.limit ? reports.at(-1)?.runId : undefined;
    return { reports, total: this.ports.reports.count(filter), next };
  }

  /** Undefined: the run made no report. */
  findOfRun(runId: string): ReportSummary | undefined {
    return this.ports.reports.find(runId);
  }

  /** By the id of a report or of its run; `last` is the newest report. */
  find(id: string): ReportSummary | undefined {
    if (id === "last") return this.ports.reports.list({ limit: 1 })[0];
    const found = this.ports.reports.find(findRunId(id) ?? id);
    return found !== undefined && (id === found.runId || id === toReportId(found)) ? found : undefined;
  }

  /** As `find`, with its tables. Throws `not_found`. */
  get(id: string): Report {
    const summary = this.find(id);
    if (summary === undefined) {
      throw new SluiceError("not_found", `There is no report "${id}". "sluice report list" lists them.`, {
        details: { report: id },
      });
    }
    return { ...summary, tables: buildReportTables(this.ports.reports.entries(summary.runId)) };
  }

  /** Deletes the report of this id if there is one, else all of the application of this name. Resolves with their number. Throws `not_found`. */
  async delete(idOrApplication: string): Promise<number> {
    const { reports } = this.ports;
    const found = this.find(idOrApplication);
    if (found !== undefined && (await reports.delete(found.runId))) return 1;
    const deleted = await reports.deleteOf(idOrApplication);
    if (deleted > 0) return deleted;
    const applications = reports.list({ limit: 1000 }).map(({ appName }) => appName);
    const hint = nearestName(idOrApplication, [...new Set(applications)]);
    throw new SluiceError(
      "not_found",
      `There is no report, and no application with reports, "${idOrApplication}".${hint}`,
      {
        details: { report: idOrApplication },
      },
    );
  }
}
