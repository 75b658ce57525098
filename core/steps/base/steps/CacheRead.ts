import { anyValue, BaseStep, boolean, defineParameters, list } from "sluice";
import { CacheEntryMissingException } from "../util/cacheExceptions.ts";

const parameters = defineParameters({
  keys: list<string>({
    title: "Keys",
    description: "Names of the cache entries to read.",
    sampleValue: ["devices_emea", "devices_apac"],
    required: true,
  }),
  fail_if_missing: boolean({
    title: "Fail if missing",
    description: "An entry that does not exist or has expired fails the step; otherwise its default takes its place.",
    defaultValue: true,
  }),
  default_value: anyValue({
    title: "Default",
    description: "Taken for a missing entry when that is no failure; empty = null.",
    sampleValue: [],
    showWhen: { parameter: "fail_if_missing", equals: false },
  }),
});

const help = `
Reads entries of the cache and saves them for the next step.

One key: the entry itself. Several keys: an object of the entries by key. A missing or expired entry fails the step, or becomes
the default when *Fail if missing* is off.
`;

/** Cache Read (manual, Default steps). */
export default class CacheRead extends BaseStep.with(parameters) {
  override friendlyName = "Cache Read";
  override description = "Reads one or several entries of the cache";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Cache";
  override icon = "database";
  override help = help;

  override async execute() {
    const keys = this.getParameter("keys").map(String);
    const found = await Promise.all(keys.map((key) => this.cache.read(key)));
    const missing = keys.filter((_key, index) => found[index] === undefined);
    if (missing.length > 0 && this.getParameter("fail_if_missing")) throw new CacheEntryMissingException(missing);
    const absent = missing.length > 0 ? this.getParameter("default_value") : null;
    const values = found.map((value) => value ?? absent);
    const [first] = values;
    this.logger.flow(`Read ${keys.length - missing.length} of ${keys.length} cache entries`);
    await this.saveDataForNextStep(
      keys.length === 1 ? first : Object.fromEntries(keys.map((key, index) => [key, values[index]])),
    );
  }
}
