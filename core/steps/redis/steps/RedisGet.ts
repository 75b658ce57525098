import { defineParameters, list, select } from "sluice";
import { readKey, valueKinds } from "../util/readKey.ts";
import { RedisException, RedisStep, withRedis } from "../util/redis.ts";
import { settingsHelp } from "../util/redisSettings.ts";

const parameters = defineParameters({
  keys: list<string>({
    title: "Keys",
    description: "Names of the keys to read, one per line.",
    sampleValue: ["device:7"],
    required: true,
    min: 1,
  }),
  save: select({
    title: "Save",
    description: "What the next steps get.",
    options: [
      { value: "value", label: "The value of the one key" },
      { value: "object", label: "An object with the value of each key" },
    ],
    defaultValue: "value",
  }),
  as: select({
    title: "As",
    description: "What texts of the server become.",
    options: valueKinds,
    defaultValue: "text",
  }),
  missing: select({
    title: "Missing keys",
    description: "What becomes of a key that does not exist.",
    options: [
      { value: "null", label: "Its value is null" },
      { value: "fail", label: "The step fails" },
    ],
    defaultValue: "null",
  }),
});

const help = `
Reads keys of a Redis server: a string as its value, a hash as an object, a list or set as a list, a sorted set as a list of \`{value, score}\`.
With *As* JSON each text in them is read as JSON, so a list or an object that *Redis Set* wrote comes back, with dates and big integers as text. A
text that it wrote is no JSON: read it as text.
${settingsHelp}`;

/** Redis Get. */
export default class RedisGet extends RedisStep.with(parameters) {
  override friendlyName = "Redis Get";
  override description = "Reads one or several keys of a Redis server";
  override help = help;

  override async execute() {
    const keys = this.getParameter("keys").map(String);
    const isOne = this.getParameter("save") === "value";
    if (isOne && keys.length !== 1) {
      throw new RedisException(`There are ${keys.length} keys; save an object with the value of each key`);
    }
    const as = this.getParameter("as");
    const values = await withRedis(this, (server) => Promise.all(keys.map((key) => readKey(server, { key, as }))));
    const missing = keys.filter((_key, index) => values[index] === undefined);
    if (missing.length > 0 && this.getParameter("missing") === "fail") {
      throw new RedisException(
        `There is no key ${missing
          .slice(0, 10)
          .map((key) => `"${key}"`)
          .join(", ")}`,
      );
    }
    this.logger.info("Read %d of %d keys", keys.length - missing.length, keys.length);
    const found = values.map((value) => value ?? null);
    await this.saveDataForNextStep(isOne ? found[0] : Object.fromEntries(keys.map((key, at) => [key, found[at]])));
  }
}
