import { BaseStep, boolean, defineParameters, list } from "sluice";
import { CacheEntryMissingException } from "../util/cacheExceptions.ts";

const parameters = defineParameters({
  keys: list<string>({
    title: "Keys",
    description: "Names of the cache entries to delete.",
    sampleValue: ["devices_emea"],
    required: true,
  }),
  fail_if_missing: boolean({
    title: "Fail if missing",
    description: "An entry that does not exist fails the step, after the others were deleted.",
    defaultValue: false,
  }),
});

const help = `
Deletes entries of the cache. Saves \`{deleted: [...], missing: [...]}\` with the keys.

An entry that is not there is no failure unless *Fail if missing* is on.
`;

/** Cache Delete (manual, Default steps). */
export default class CacheDelete extends BaseStep.with(parameters) {
  override friendlyName = "Cache Delete";
  override description = "Deletes one or several entries of the cache";
  override version = "1.0.0";
  override author = "Sluice";
  override category = "Cache";
  override icon = "trash-2";
  override help = help;

  override async execute() {
    const keys = this.getParameter("keys").map(String);
    const existed = await Promise.all(keys.map((key) => this.cache.delete(key)));
    const deleted = keys.filter((_key, index) => existed[index]);
    const missing = keys.filter((_key, index) => !existed[index]);
    if (missing.length > 0 && this.getParameter("fail_if_missing")) throw new CacheEntryMissingException(missing);
    this.logger.flow(`Deleted ${deleted.length} of ${keys.length} cache entries`);
    await this.saveDataForNextStep({ deleted, missing });
  }
}
