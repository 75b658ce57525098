import { anyValue, defineParameters, duration, select, text } from "sluice";
import { RedisStep, withRedis } from "../util/redis.ts";
import { settingsHelp } from "../util/redisSettings.ts";
import { toContent } from "../util/toContent.ts";

const parameters = defineParameters({
  key: text({
    title: "Key",
    description: "Name of the key.",
    sampleValue: "device:7",
    required: true,
  }),
  value: anyValue({
    title: "Value",
    description:
      "A text or bytes, as they are, or anything else as JSON, null too; empty = the data of the earlier steps.",
    sampleValue: "${body}",
  }),
  expires: duration({
    title: "Expires after",
    description: "How long the server keeps the key; empty = for ever.",
    sampleValue: "1h",
    min: 0.001,
  }),
  when: select({
    title: "Write",
    description: "Whether the key is written.",
    options: [
      { value: "always", label: "Always" },
      { value: "absent", label: "Only if there is no such key" },
      { value: "present", label: "Only if there is such a key" },
    ],
    defaultValue: "always",
  }),
});

const help = `
Writes a key of a Redis server as a string, in one go with the time after which it expires. It saves \`{key, written}\`; *written* is false when the
key was left as it is.

*Only if there is no such key* makes a lock of a key: of several that try, one writes it. Give a lock a time to expire, so that it does not outlive
a run that fails.
${settingsHelp}`;

/** Redis Set. */
export default class RedisSet extends RedisStep.with(parameters) {
  override friendlyName = "Redis Set";
  override description = "Writes a key of a Redis server, for a time or for ever";
  override help = help;

  override async execute() {
    const key = this.getParameter("key");
    const content = toContent(this.hasParameter("value") ? this.getParameter("value") : this.joinPreviousStepData());
    const expires = this.getParameter("expires");
    const when = this.getParameter("when");
    const options = [
      ...(expires === null ? [] : ["PX", String(Math.ceil(expires))]),
      ...(when === "always" ? [] : [when === "absent" ? "NX" : "XX"]),
    ];
    const answer = await withRedis(this, (server) =>
      server.send({ command: "SET", about: [key], values: [content], options }),
    );
    const written = answer !== null;
    this.logger.flow(written ? "Wrote the key %s" : "Left the key %s as it is", key);
    await this.saveDataForNextStep({ key, written });
  }
}
