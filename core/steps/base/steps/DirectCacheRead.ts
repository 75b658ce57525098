import { anyValue, BaseStep, boolean, defineParameters, readDataPath, text } from "sluice";
import { CacheEntryMissingException } from "../util/cacheExceptions.ts";
import { isRecord, lookupForItem, usesInputData } from "../util/itemLookup.ts";

const parameters = defineParameters({
  cache_key: text({
    title: "Cache entry",
    description: "Name of the cache entry that holds the document.",
    sampleValue: "devices_emea",
    required: true,
  }),
  path: text({
    title: "Path",
    description: "What to read of it: a key such as `router-7`, or a path such as `routers[0]['serial number']`.",
    sampleValue: "${device}.ip",
    required: true,
  }),
  fail_if_missing: boolean({
    title: "Fail if missing",
    description: "A missing entry or path fails the step; otherwise the default takes its place.",
    defaultValue: true,
  }),
  default_value: anyValue({
    title: "Default",
    description: "Taken when nothing is there and that is no failure; empty = null.",
    sampleValue: "unknown",
    showWhen: { parameter: "fail_if_missing", equals: false },
  }),
});

const help = `
Reads one part of a document in the cache directly, without handing the whole document from step to step.

A lookup table kept by *Cache Save*, such as device name to address, is read here by key: \`path: \${device}\`.

**Items.** If the earlier steps hand over a list and the path uses values of it, it is read once per item, from one read of the
cache, and the results are a list in the same order.
`;

/** Direct Cache Read (manual, Default steps). */
export default class DirectCacheRead extends BaseStep.with(parameters) {
  override friendlyName = "Direct Cache Read";
  override description = "Reads one part of a document in the cache by its key or path";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Cache";
  override icon = "database-zap";
  override help = help;

  override async execute() {
    const entry = this.getParameter("cache_key");
    const document = await this.cache.read(entry);
    const input = this.joinPreviousStepData();
    const perItem = Array.isArray(input) && usesInputData(this, ["path"]);
    const paths = perItem
      ? input.map((item, index) => this.getParameter("path", lookupForItem(item, index)))
      : [this.getParameter("path")];
    const values = paths.map((path) => this.#pick({ entry, document, path }));
    this.logger.flow(`Read ${values.length === 1 ? "one value" : `${values.length} values`} of cache entry "${entry}"`);
    await this.saveDataForNextStep(perItem ? values : values[0]);
  }

  #pick(from: { entry: string; document: unknown; path: string }): unknown {
    const { entry, document, path } = from;
    const value =
      isRecord(document) && Object.hasOwn(document, path) ? Reflect.get(document, path) : readDataPath(document, path);
    if (value !== undefined) return value;
    if (!this.getParameter("fail_if_missing")) return this.getParameter("default_value");
    throw new CacheEntryMissingException([entry], document === undefined ? "" : `, path "${path}",`);
  }
}
