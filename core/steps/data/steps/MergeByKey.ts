import { BaseStep, defineParameters, list, select, step, text } from "sluice";
import { keyOf } from "../util/keyOf.ts";
import { isRecord } from "../util/readField.ts";
import { readTwoLists } from "../util/readTwoLists.ts";

const parameters = defineParameters({
  left: step({
    title: "Left list",
    description: "The step that gives the first list; empty = the first of the two earlier steps.",
    sampleValue: "Read devices",
    defaultValue: "",
  }),
  right: step({
    title: "Right list",
    description: "The step that gives the second list; empty = the second of the two earlier steps.",
    sampleValue: "Read owners",
    defaultValue: "",
  }),
  key: list<string>({
    title: "Key",
    description: "Fields in which rows that belong together are equal.",
    sampleValue: ["id"],
    required: true,
  }),
  right_key: list<string>({
    title: "Key of the right list",
    description: "The same fields in the right list, if they are called something else there; empty = the key.",
    sampleValue: ["device_id"],
    defaultValue: [],
  }),
  keep: select({
    title: "Keep",
    description: "What becomes of rows without a partner.",
    options: [
      { value: "matching", label: "Only rows with a partner" },
      { value: "left", label: "All rows of the left list" },
      { value: "right", label: "All rows of the right list" },
      { value: "all", label: "All rows of both" },
    ],
    defaultValue: "matching",
  }),
  right_name: text({
    title: "Name for the right row",
    description:
      "The right row is kept under this name; empty = its fields are added, and the right one wins where both have a field.",
    sampleValue: "owner",
    defaultValue: "",
  }),
});

const help = `
Brings together the rows of two lists that have the same key, like a join of two tables.

A row with several partners gives one row with each of them. The order is that of the left list; rows that only the right list has
come last.
`;

/** Joins two lists by a key. */
export default class MergeByKey extends BaseStep.with(parameters) {
  override friendlyName = "Merge by key";
  override description = "Brings together the rows of two lists that have the same key";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Lists";
  override icon = "merge";
  override help = help;
  override type = "aggregated" as const;

  override async execute() {
    const { left, right } = readTwoLists(this, ["left", "right"]);
    const key = this.getParameter("key");
    const rightKey = this.getParameter("right_key");
    const keep = this.getParameter("keep");
    const partners = Map.groupBy(right, (row) => keyOf(row, rightKey.length === 0 ? key : rightKey));
    const met = new Set<string>();
    const rows = left.flatMap((row) => {
      const own = keyOf(row, key);
      const found = partners.get(own);
      met.add(own);
      if (found !== undefined) return found.map((partner) => this.#merge(row, partner));
      return keep === "left" || keep === "all" ? [this.#merge(row, undefined)] : [];
    });
    if (keep === "right" || keep === "all") {
      for (const [own, alone] of partners) {
        if (!met.has(own)) rows.push(...alone.map((partner) => this.#merge(undefined, partner)));
      }
    }
    await this.saveDataForNextStep(rows);
  }

  #merge(left: unknown, right: unknown): object {
    const name = this.getParameter("right_name");
    const base = isRecord(left) ? left : left === undefined ? {} : { left };
    if (name !== "") return { ...base, [name]: right ?? null };
    return { ...base, ...(isRecord(right) ? right : right === undefined ? {} : { right }) };
  }
}
