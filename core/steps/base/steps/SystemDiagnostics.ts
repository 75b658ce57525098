import { BaseStep, type Diagnostics } from "sluice";
import { formatBytes } from "../util/formatBytes.ts";

const help = `
Looks at the program and its data folder: versions, queues, disk, database, and the steps that failed within the last day.
It needs no parameters and changes nothing.

- The report of the run gets a table for each of these, when \`generate_report\` of the application is true. The application
  *System Diagnostics* that comes along (\`apps/is_system_diagnostics.json\`) does just this.
- The data for the next step is an object with \`at\`, \`versions\`, \`queues\`, \`disk\`, \`database\` and \`failures\`; sizes in bytes,
  times in milliseconds since 1970. So a flow can warn somebody before the disk is full.
`;

/** Reports how the program and its data folder are. */
export default class SystemDiagnostics extends BaseStep {
  override friendlyName = "System Diagnostics";
  override description = "Reports versions, queues, disk, database and the failures of the last day";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Flow";
  override icon = "activity";
  override help = help;

  override async execute() {
    const diagnostics = await this.readDiagnostics();
    this.#addFacts("Versions", [
      ["Sluice", diagnostics.versions.sluice],
      ["Node.js", diagnostics.versions.node],
      ["SQLite", diagnostics.versions.sqlite],
      ["Platform", diagnostics.versions.platform],
    ]);
    this.#addQueues(diagnostics);
    this.#addDisk(diagnostics);
    this.#addFailures(diagnostics);
    this.logger.flow("%d runs failed within the last day", diagnostics.failures.count);
    await this.saveDataForNextStep(diagnostics);
  }

  #addFacts(table: string, facts: [name: string, value: string | number][]) {
    this.report.addColumn({ table, column: "name", title: "Name" });
    this.report.addColumn({ table, column: "value", title: "Value" });
    for (const [name, value] of facts) this.report.addRow({ table, key: name, row: { name, value } });
  }

  #addQueues({ queues }: Diagnostics) {
    const table = "Queues";
    this.#addColumns(table, {
      name: "Queue",
      limit: "Attempts at once",
      runs: "Unfinished runs",
      running: "Running attempts",
      waiting: "Waiting steps",
    });
    for (const { name, limit, runs, running, waiting } of queues) {
      this.report.addRow({ table, key: name, row: { name, limit, runs, running, waiting } });
    }
  }

  #addDisk({ disk, database }: Diagnostics) {
    const percent = disk.total === 0 ? 0 : Math.round((disk.free / disk.total) * 100);
    this.#addFacts("Disk", [
      ["Free", `${formatBytes(disk.free)} of ${formatBytes(disk.total)} (${percent} %)`],
      ["Saved data in files", formatBytes(disk.blobs)],
    ]);
    this.#addFacts("Database", [
      ["Size", formatBytes(database.size)],
      ["Free for new rows", formatBytes(database.free)],
      ["Runs", database.runs],
      ["Oldest run", database.oldestRunAt === null ? "none" : toTime(database.oldestRunAt)],
      ["Reports", database.reports],
      ["Applications", database.applications],
    ]);
  }

  #addFailures({ failures }: Diagnostics) {
    const table = "Failures of the last day";
    this.#addColumns(table, {
      time: "Time (UTC)",
      application: "Application",
      step: "Step",
      exception: "Exception",
      message: "Message",
      run: "Run",
    });
    for (const { at, appName, step, exception, message, runId } of failures.steps) {
      const row = { time: toTime(at), application: appName, step, exception, message, run: runId };
      this.report.addRow({ table, row });
    }
  }

  #addColumns(table: string, titles: Record<string, string>) {
    for (const [column, title] of Object.entries(titles)) this.report.addColumn({ table, column, title });
  }
}

function toTime(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace("T", " ");
}
