import { anyValue, defineParameters, text } from "sluice";
import { RedisStep, withRedis } from "../util/redis.ts";
import { settingsHelp } from "../util/redisSettings.ts";
import { toContent } from "../util/toContent.ts";

const parameters = defineParameters({
  channel: text({
    title: "Channel",
    description: "Name of the channel.",
    sampleValue: "devices",
    required: true,
  }),
  message: anyValue({
    title: "Message",
    description:
      "A text or bytes, as they are, or anything else as JSON, null too; empty = the data of the earlier steps.",
    sampleValue: "${body}",
  }),
});

const help = `
Publishes one message on a channel of a Redis server. It saves \`{channel, receivers}\`: how many listened to it then. The server keeps no message,
so nobody hears of it later.
${settingsHelp}`;

/** Redis Publish. */
export default class RedisPublish extends RedisStep.with(parameters) {
  override friendlyName = "Redis Publish";
  override description = "Publishes a message on a channel of a Redis server";
  override help = help;

  override async execute() {
    const channel = this.getParameter("channel");
    const content = toContent(
      this.hasParameter("message") ? this.getParameter("message") : this.joinPreviousStepData(),
    );
    const answer = await withRedis(this, (server) =>
      server.send({ command: "PUBLISH", about: [channel], values: [content] }),
    );
    const receivers = Number(answer);
    this.logger.flow("%d listened to the channel %s", receivers, channel);
    await this.saveDataForNextStep({ channel, receivers });
  }
}
