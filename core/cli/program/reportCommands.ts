import type { Command } from "commander";
import type { ReportExportOptions, ReportListOptions } from "../commands/report.ts";
import type { Done } from "../Done.ts";
import { type CommonOptions, withCommon } from "../options.ts";

/** `sluice report ...` */
export function addReportCommands(program: Command, done: Done): void {
  const report = program.command("report").description("look at what runs reported");
  const which = "the id of a report or of its run; last = the newest report";

  const list = report
    .command("list")
    .description("list reports, newest first")
    .option("--app <name>", "only reports of this application")
    .option("--search <text>", "only reports whose application or run holds this text")
    .option("-n, --limit <number>", "how many (default: 20)")
    .option("--before <report>", "only reports older than this one");
  withCommon(list, ["sluice report list", "sluice report list --app is_system_diagnostics --limit 3"]).action(
    async (options: ReportListOptions) => {
      const { reportListCommand } = await import("../commands/report.ts");
      done(await reportListCommand(options));
    },
  );

  const show = report.command("show").description("show a report").argument("<report>", which);
  withCommon(show, ["sluice report show last"]).action(async (id: string, options: CommonOptions) => {
    const { reportShowCommand } = await import("../commands/report.ts");
    done(await reportShowCommand(id, options));
  });

  const exporting = report
    .command("export")
    .description("print a report as CSV, JSON or an HTML page")
    .argument("<report>", which)
    .option("-f, --format <format>", "csv, json or html (default: the ending of --out, else json)")
    .option("-o, --out <file>", "write to a file");
  withCommon(exporting, ["sluice report export last --out report.html", "sluice report export last -f csv"]).action(
    async (id: string, options: ReportExportOptions) => {
      const { reportExportCommand } = await import("../commands/report.ts");
      done(await reportExportCommand(id, options));
    },
  );

  const deleting = report
    .command("delete")
    .description("delete a report, or all reports of an application")
    .argument("<report-or-application>", "the id of a report, else the name of an application");
  withCommon(deleting, ["sluice report delete is_system_diagnostics"]).action(
    async (id: string, options: CommonOptions) => {
      const { reportDeleteCommand } = await import("../commands/report.ts");
      done(await reportDeleteCommand(id, options));
    },
  );
}
