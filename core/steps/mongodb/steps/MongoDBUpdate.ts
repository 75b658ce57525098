import { boolean, defineParameters, json } from "sluice";
import { loadToBson, toDocument } from "../util/documents.ts";
import { filterHelp } from "../util/filterHelp.ts";
import { MongoException, MongoStep, withMongo } from "../util/mongo.ts";
import { settingsHelp } from "../util/mongoSettings.ts";

const parameters = defineParameters({
  filter: json({
    title: "Filter",
    description: "Which documents are changed; an empty object means all.",
    sampleValue: { _id: { $oid: "${_id}" } },
    required: true,
  }),
  update: json({
    title: "Update",
    description: "What changes, with operators such as `$set`, `$inc` and `$unset`.",
    sampleValue: { $set: { site: "${site}" } },
    required: true,
  }),
  many: boolean({
    title: "All that fit",
    description: "Changes every document that the filter takes; off = only the first.",
    defaultValue: true,
  }),
  upsert: boolean({
    title: "Insert if there is none",
    description: "Makes a document of filter and update when no document fits.",
    defaultValue: false,
  }),
});

const help = `
Changes documents of a MongoDB collection, and saves \`{matched, modified, upserted}\` with how many there were.
${filterHelp}${settingsHelp}`;

/** MongoDB Update. */
export default class MongoDBUpdate extends MongoStep.with(parameters) {
  override friendlyName = "MongoDB Update";
  override description = "Changes documents of a MongoDB collection";
  override help = help;

  override async execute() {
    const toBson = await loadToBson({ isWhole: true });
    const filter = toDocument(toBson(this.getParameter("filter")), "filter");
    const update = toDocument(toBson(this.getParameter("update")), "update");
    const wrong = Object.keys(update).find((key) => !key.startsWith("$"));
    if (wrong !== undefined || Object.keys(update).length === 0) {
      throw new MongoException(`"update" has operators alone, such as {"$set": {...}}; "${wrong ?? "{}"}" is none`);
    }
    const options = { upsert: this.getParameter("upsert") };
    const isMany = this.getParameter("many");
    const { matchedCount, modifiedCount, upsertedCount } = await withMongo(this, (collection) =>
      isMany ? collection.updateMany(filter, update, options) : collection.updateOne(filter, update, options),
    );
    this.logger.flow("Changed %d documents of %s", modifiedCount, this.getParameter("collection"));
    await this.saveDataForNextStep({ matched: matchedCount, modified: modifiedCount, upserted: upsertedCount });
  }
}
