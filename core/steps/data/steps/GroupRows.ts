import { BaseStep, defineParameters, list, mapping, text } from "sluice";
import { parseAggregates } from "../util/aggregates.ts";
import { keyOf } from "../util/keyOf.ts";
import { readField } from "../util/readField.ts";

const parameters = defineParameters({
  by: list<string>({
    title: "By",
    description: "Fields whose values make the groups; empty = one group of everything.",
    sampleValue: ["country", "product"],
    defaultValue: [],
  }),
  values: mapping<string>({
    title: "Values",
    description:
      "Name of a value, and how it is made: `count`, or `sum`, `average`, `min`, `max`, `first`, `last`, `list`, `distinct` and a field.",
    sampleValue: { orders: "count", revenue: "sum total", customers: "distinct customer.id" },
    defaultValue: { count: "count" },
  }),
  rows: text({
    title: "Rows",
    description: "Name under which each group keeps its rows; empty = it does not.",
    sampleValue: "orders",
    defaultValue: "",
  }),
});

const help = `
Makes groups of the rows of a list and adds them up: one row per group, with its fields and the values asked for.

\`\`\`
by: country      values: revenue = sum total, largest = max total, orders = count
\`\`\`

\`sum\` and \`average\` take numbers and texts that are numbers; anything else fails and names the row. Missing values are left out.
Groups stand in the order in which they first come up.
`;

/** Groups and adds up. */
export default class GroupRows extends BaseStep.with(parameters) {
  override friendlyName = "Group";
  override description = "Makes groups of the rows of a list and adds them up";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Lists";
  override icon = "group";
  override help = help;

  override async execute() {
    const by = this.getParameter("by");
    const keepAs = this.getParameter("rows");
    const aggregates = parseAggregates(this.getParameter("values"));
    const groups = new Map<string, unknown[]>();
    for await (const row of this.streamPreviousStepData()) {
      const key = keyOf(
        by.map((field) => readField(row, field)),
        [],
      );
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [row]);
      else group.push(row);
    }
    const results = [...groups.values()].map((rows) => {
      const fields = by.map((field) => [field, readField(rows[0], field)]);
      const values = aggregates.map(({ name, compute }) => [name, compute(rows)]);
      return Object.fromEntries([...fields, ...values, ...(keepAs === "" ? [] : [[keepAs, rows]])]);
    });
    await this.saveDataForNextStep(results);
  }
}
