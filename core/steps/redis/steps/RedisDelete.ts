import { boolean, defineParameters, list } from "sluice";
import { RedisException, RedisStep, withRedis } from "../util/redis.ts";
import { settingsHelp } from "../util/redisSettings.ts";

const parameters = defineParameters({
  keys: list<string>({
    title: "Keys",
    description: "Names of the keys to delete, one per line.",
    sampleValue: ["device:7"],
    required: true,
  }),
  fail_if_missing: boolean({
    title: "Fail if missing",
    description: "A key that does not exist fails the step, after the others were deleted.",
    defaultValue: false,
  }),
});

const help = `
Deletes keys of a Redis server, whatever they hold. Saves \`{deleted: [...], missing: [...]}\` with the keys.

A key that is not there is no failure unless *Fail if missing* is on.
${settingsHelp}`;

/** Redis Delete. */
export default class RedisDelete extends RedisStep.with(parameters) {
  override friendlyName = "Redis Delete";
  override description = "Deletes one or several keys of a Redis server";
  override help = help;

  override async execute() {
    const keys = [...new Set(this.getParameter("keys").map(String))];
    const counts = await withRedis(this, (server) =>
      Promise.all(keys.map((key) => server.send({ command: "DEL", about: [key] }))),
    );
    const deleted = keys.filter((_key, index) => Number(counts[index]) > 0);
    const missing = keys.filter((_key, index) => Number(counts[index]) === 0);
    if (missing.length > 0 && this.getParameter("fail_if_missing")) {
      throw new RedisException(
        `There is no key ${missing
          .slice(0, 10)
          .map((key) => `"${key}"`)
          .join(", ")}`,
      );
    }
    this.logger.flow("Deleted %d of %d keys", deleted.length, keys.length);
    await this.saveDataForNextStep({ deleted, missing });
  }
}
