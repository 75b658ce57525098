import { defineParameters, json } from "sluice";
import { DocumentException, fromBson, loadToBson, toDocument } from "../util/documents.ts";
import { filterHelp } from "../util/filterHelp.ts";
import { MongoStep, withMongo } from "../util/mongo.ts";
import { settingsHelp } from "../util/mongoSettings.ts";

const parameters = defineParameters({
  pipeline: json<unknown[]>({
    title: "Pipeline",
    description: "The stages, one after another.",
    sampleValue: [{ $match: { site: "Oslo" } }, { $group: { _id: "$kind", count: { $sum: 1 } } }],
    required: true,
  }),
});

const help = `
Lets a MongoDB server aggregate the documents of a collection, and saves what comes out of the last stage as it comes.
${filterHelp}${settingsHelp}`;

/** MongoDB Aggregate. */
export default class MongoDBAggregate extends MongoStep.with(parameters) {
  override friendlyName = "MongoDB Aggregate";
  override description = "Groups, joins and counts documents of a MongoDB collection";
  override help = help;

  override async execute() {
    const toBson = await loadToBson({ isWhole: true });
    const pipeline: unknown = this.getParameter("pipeline");
    if (!Array.isArray(pipeline)) throw new DocumentException('"pipeline" is no list of stages');
    const stages = pipeline.map((stage, index) => toDocument(toBson(stage), `pipeline, stage ${index + 1}`));
    await withMongo(this, (collection) => {
      const found = collection.aggregate(stages);
      return this.saveDataForNextStep(found.map(fromBson as (document: object) => object));
    });
  }
}
