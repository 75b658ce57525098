import { anyValue, BaseStep, defineParameters, duration, text } from "sluice";
import { toCacheValue } from "../util/cacheValue.ts";

const parameters = defineParameters({
  key: text({
    title: "Key",
    description: "Name of the cache entry; an entry of this name is replaced.",
    sampleValue: "devices_${appvar.region}",
    required: true,
  }),
  value: anyValue({
    title: "Value",
    description: "What to keep; empty = the joined data of the earlier steps.",
    sampleValue: { last_sync: "${finished_at}" },
  }),
  ttl: duration({
    title: "Time to live",
    description: "How long the entry is kept, in seconds or as text such as `1h 30m`; empty = for ever.",
    sampleValue: "24h",
    min: 0.001,
  }),
});

const help = `
Keeps data in the cache under a key, for later steps, later runs and other applications, and passes the same data on.

What is kept is JSON: dates become ISO text; a value that JSON cannot hold fails the step with its place.
Read it with *Cache Read*, or a part of it with *Direct Cache Read*; remove it with *Cache Delete*.
`;

/** Cache Save (manual, Default steps). */
export default class CacheSave extends BaseStep.with(parameters) {
  override friendlyName = "Cache Save";
  override description = "Keeps the data of the earlier steps, or a given value, in the cache";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Cache";
  override icon = "database-backup";
  override help = help;

  override async execute() {
    const key = this.getParameter("key");
    const given = this.getParameter("value");
    const value = toCacheValue(given === null || given === "" ? this.joinPreviousStepData() : given);
    const ttl = this.getParameter("ttl");
    await this.cache.save(key, value, ttl === null ? {} : { ttlSeconds: ttl / 1000 });
    this.logger.flow(`Saved cache entry "${key}"${ttl === null ? "" : ` for ${ttl / 1000} s`}`);
    await this.saveDataForNextStep(value);
  }
}
