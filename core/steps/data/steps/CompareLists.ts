import { BaseStep, boolean, defineParameters, type JsonObject, list, step, text } from "sluice";
import { type Comparison, compareLists } from "../util/compareLists.ts";
import { keyOf } from "../util/keyOf.ts";
import { readField } from "../util/readField.ts";
import { readTwoLists } from "../util/readTwoLists.ts";
import { toReportRow } from "../util/toReportRow.ts";

const parameters = defineParameters({
  source: step({
    title: "Source",
    description: "The step that gives the list as it should be; empty = the first of the two earlier steps.",
    sampleValue: "Read from the CMDB",
    defaultValue: "",
  }),
  target: step({
    title: "Target",
    description: "The step that gives the list as it is; empty = the second of the two earlier steps.",
    sampleValue: "Read from the monitor",
    defaultValue: "",
  }),
  key: list<string>({
    title: "Key",
    description: "Fields by which a row of one list is found in the other.",
    sampleValue: ["serial_number"],
    required: true,
  }),
  compare: list<string>({
    title: "Compare",
    description: "Fields that must be equal; empty = all of the source's row but the key.",
    sampleValue: ["name", "address"],
    defaultValue: [],
  }),
  ignore: list<string>({
    title: "Ignore",
    description: "Fields that may differ.",
    sampleValue: ["updated_at"],
    defaultValue: [],
    advanced: true,
  }),
  report: text({
    title: "Report table",
    description: "Name of the table of the report that lists what is new, removed and updated; empty = none.",
    sampleValue: "Devices",
    defaultValue: "",
  }),
  report_unchanged: boolean({
    title: "Report unchanged rows",
    description: "Whether the table also lists the rows that are equal.",
    defaultValue: false,
    advanced: true,
  }),
});

const help = `
Finds out what must be done to make one list like another: the heart of every sync.

It saves \`{new, removed, updated, unchanged, counts}\`:
- \`new\`: rows that only the source has; \`removed\`: rows that only the target has;
- \`updated\`: \`{key, source, target, changes}\`, where \`changes\` holds \`{field: {from, to}}\`, from the target to the source;
- \`unchanged\`: rows of the source that the target has as well.

The same key twice in one list fails the step, because nobody knows which row is meant; use *Remove duplicates* before.
`;

/** Finds what is new, removed, updated and unchanged. */
export default class CompareLists extends BaseStep.with(parameters) {
  override friendlyName = "Compare lists";
  override description = "Finds what is new, removed, updated and unchanged between two lists";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Lists";
  override icon = "git-compare";
  override help = help;
  override type = "aggregated" as const;

  override async execute() {
    const { source, target } = readTwoLists(this, ["source", "target"]);
    const key = this.getParameter("key");
    const comparison = compareLists({
      source,
      target,
      key,
      compare: this.getParameter("compare"),
      ignore: this.getParameter("ignore"),
    });
    const counts = Object.fromEntries(Object.entries(comparison).map(([name, rows]) => [name, rows.length]));
    this.logger.flow(
      "%d new, %d removed, %d updated, %d unchanged",
      counts.new,
      counts.removed,
      counts.updated,
      counts.unchanged,
    );
    this.#report(comparison, key);
    await this.saveDataForNextStep({ ...comparison, counts });
  }

  #report(comparison: Comparison, key: string[]): void {
    const table = this.getParameter("report");
    if (table === "") return;
    const nameOf = (row: unknown) => key.map((field) => String(readField(row, field))).join(" ");
    const add = (status: "New" | "Removed" | "Updated" | "Unchanged", row: unknown, more: JsonObject = {}) =>
      this.report.addRow({
        table,
        key: keyOf(row, key),
        status,
        row: { key: nameOf(row), ...toReportRow(row), ...more },
      });
    for (const row of comparison.new) add("New", row);
    for (const row of comparison.removed) add("Removed", row);
    for (const { source, changes } of comparison.updated)
      add("Updated", source, { changed: Object.keys(changes).join(", ") });
    if (this.getParameter("report_unchanged")) for (const row of comparison.unchanged) add("Unchanged", row);
  }
}
