import { defineParameters, select } from "sluice";
import { insertDocuments } from "../util/insertDocuments.ts";
import { MongoStep, withMongo } from "../util/mongo.ts";
import { settingsHelp } from "../util/mongoSettings.ts";

const parameters = defineParameters({
  on_conflict: select({
    title: "Documents that exist",
    description: "What happens to a document whose id, or another unique field, is there already.",
    options: [
      { value: "fail", label: "The step fails; those before it stay" },
      { value: "ignore", label: "Leave the one that is there" },
    ],
    defaultValue: "fail",
  }),
});

const help = `
Writes the rows of the earlier steps, objects, as documents into a MongoDB collection, in batches. A document without \`_id\` gets one. It saves
\`{rows, written}\`. There is no transaction: when the step fails, the documents before stay, so give them an \`_id\` of your own if the step may be
tried again.

**Types.** Dates, bytes and big integers keep their type; \`{"$oid": ...}\`, \`{"$date": ...}\`, \`{"$numberLong": ...}\` and \`{"$numberDecimal": ...}\`
become what they say.
${settingsHelp}`;

/** MongoDB Insert. */
export default class MongoDBInsert extends MongoStep.with(parameters) {
  override friendlyName = "MongoDB Insert";
  override description = "Writes rows as documents into a MongoDB collection";
  override help = help;

  override async execute() {
    const ignoresExisting = this.getParameter("on_conflict") === "ignore";
    const rows = this.streamPreviousStepData();
    const saved = await withMongo(this, (collection) => insertDocuments(collection, { rows, ignoresExisting }));
    this.logger.flow("Wrote %d documents into %s", saved.written, this.getParameter("collection"));
    await this.saveDataForNextStep(saved);
  }
}
