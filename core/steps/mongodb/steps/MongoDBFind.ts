import { defineParameters, json, number } from "sluice";
import { fromBson, loadToBson, toDocument } from "../util/documents.ts";
import { filterHelp } from "../util/filterHelp.ts";
import { MongoStep, withMongo } from "../util/mongo.ts";
import { settingsHelp } from "../util/mongoSettings.ts";

const parameters = defineParameters({
  filter: json({
    title: "Filter",
    description: "What documents must be like; an empty object takes all.",
    sampleValue: { site: { $eq: "${appvar.site}" } },
    defaultValue: {},
  }),
  fields: json({
    title: "Fields",
    description: "The fields that are read (1) or left out (0); an empty object reads all.",
    sampleValue: { name: 1, site: 1 },
    defaultValue: {},
  }),
  sort: json({
    title: "Sort",
    description: "Fields to sort by, up (1) or down (-1).",
    sampleValue: { name: 1 },
    defaultValue: {},
  }),
  limit: number({
    title: "Limit",
    description: "Most documents; 0 = all.",
    defaultValue: 0,
    min: 0,
  }),
});

const help = `
Finds documents of a MongoDB collection and saves them as they come, so that a result may be larger than the memory.

**Types.** An id (\`ObjectId\`) and a decimal come as text, a number of 64 bits as a number, or as a big integer beyond 2^53, dates as dates, binary data
as bytes, a reference (\`DBRef\`) as \`{"$ref": ..., "$id": ...}\`, code and a regular expression as text.
${filterHelp}${settingsHelp}`;

/** MongoDB Find. */
export default class MongoDBFind extends MongoStep.with(parameters) {
  override friendlyName = "MongoDB Find";
  override description = "Finds documents of a MongoDB collection";
  override help = help;

  override async execute() {
    const toBson = await loadToBson({ isWhole: true });
    const filter = toDocument(toBson(this.getParameter("filter")), "filter");
    const projection = toDocument(toBson(this.getParameter("fields")), "fields");
    const sort = toDocument(toBson(this.getParameter("sort")), "sort");
    const limit = this.getParameter("limit");
    await withMongo(this, (collection) => {
      const found = collection.find(filter, { projection, sort, limit });
      return this.saveDataForNextStep(found.map(fromBson as (document: object) => object));
    });
  }
}
