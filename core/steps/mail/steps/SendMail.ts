import { createHash } from "node:crypto";
import MailComposer from "nodemailer/lib/mail-composer";
import {
  defineParameters,
  json,
  list,
  longText,
  MissingParameterException,
  readSettings,
  reasonOf,
  StepException,
  text,
} from "sluice";
import { type MailAddress, readAddresses } from "../util/addresses.ts";
import { readAttachments } from "../util/attachments.ts";
import { settingsHelp } from "../util/mailServers.ts";
import { SmtpStep, smtp, withSmtp } from "../util/withSmtp.ts";

const parameters = defineParameters({
  from: text({
    title: "From",
    description: "Who sends it; empty = the variable from of the connection.",
    sampleValue: "Orders <orders@example.com>",
  }),
  to: list({
    title: "To",
    description: "Addresses, one on each line or separated by commas.",
    sampleValue: ["Ada <ada@example.com>"],
    defaultValue: [],
  }),
  cc: list({
    title: "Cc",
    description: "Addresses that get a copy.",
    sampleValue: ["b@example.com"],
    defaultValue: [],
  }),
  bcc: list({
    title: "Bcc",
    description: "Addresses that get a copy of which the others do not know.",
    sampleValue: ["archive@example.com"],
    defaultValue: [],
    advanced: true,
  }),
  reply_to: list({
    title: "Reply to",
    description: "Addresses that answers go to; empty = who sends it.",
    sampleValue: ["service@example.com"],
    defaultValue: [],
    advanced: true,
  }),
  subject: text({
    title: "Subject",
    description: "What it is about.",
    sampleValue: "Order ${order.id}",
    defaultValue: "",
  }),
  text: longText({ title: "Text", description: "The message as plain text.", sampleValue: "It is on its way." }),
  html: longText({
    title: "HTML",
    description: "The message as HTML, for programs that show it; the text is for those that do not.",
    sampleValue: "<p>It is <b>on its way</b>.</p>",
  }),
  attachments: json<unknown>({
    title: "Attachments",
    description: "A list of files with name and content.",
    sampleValue: [{ name: "order.csv", content: "id;total\n7;12.50\n" }],
    defaultValue: [],
  }),
});

const help = `
Sends one mail by SMTP and saves \`{message_id, accepted, rejected, response}\`: its id, the addresses that the server took and those it refused,
and what it answered. The step fails when the server refuses a recipient, and names the address with the reason. The others have got the mail then,
because a server takes it for all whom it accepts; another attempt sends it again under the same id, by which mailboxes know it.

**Attachments.** A list of objects with \`name\`, \`content\` and, where they shall not follow from the name, \`type\` (such as \`text/csv\`). The
content is a text, bytes, or anything else as JSON; with \`"encoding": "base64"\` it is a text in Base64. An image with \`content_id\` can be shown
in the HTML as \`<img src="cid:ID">\`. What *Read mail* saves as attachments fits too; one whose name is empty
there gets a name by its type. Nothing is read from files or the network.

**Addresses** are texts, \`ada@example.com\` or \`Ada <ada@example.com>\`, or objects \`{address, name}\` as *Read mail* saves them.
The variable \`from\` of the connection is who sends mail when the step does not say; without \`user\` the server takes mail without a login.
${settingsHelp(smtp)}`;

/** A mail that a server does not take. */
export class MailException extends StepException {}

/** Send mail. */
export default class SendMail extends SmtpStep.with(parameters) {
  override friendlyName = "Send mail";
  override description = "Sends a mail with text, HTML and attachments by SMTP";
  override icon = "send";
  override help = help;

  override async execute() {
    const { envelope, message, messageId } = await this.#compose();
    const sent = await withSmtp(this, async (server) => {
      try {
        return await server.send({ envelope, message });
      } catch (error) {
        throw toMailException(error);
      }
    });
    if (sent.rejected.length > 0) {
      throw new MailException(
        `The server refused ${describeRefused(sent.rejectedErrors)}; it took the mail for ${sent.accepted.join(", ")}`,
      );
    }
    this.logger.info("Sent %s to %s", messageId, sent.accepted.join(", "));
    const { accepted, rejected, response } = sent;
    await this.saveDataForNextStep({ message_id: messageId, accepted, rejected, response });
  }

  async #compose() {
    const read = (parameter: string): MailAddress[] => readAddresses(parameter, this.getParameter(parameter));
    const given = this.getParameter("from") || readSettings(this.getConnection("connection")).read("from");
    const [from, ...more] = readAddresses("from", given);
    if (from === undefined) throw new MissingParameterException("Nobody sends the mail: give from", ["from"]);
    if (more.length > 0) throw new MailException("One address sends a mail; from has several");
    const [to, cc, bcc, replyTo] = [read("to"), read("cc"), read("bcc"), read("reply_to")];
    if (to.length + cc.length + bcc.length === 0) {
      throw new MissingParameterException("Nobody gets the mail: give to, cc or bcc", ["to", "cc", "bcc"]);
    }
    const node = new MailComposer({
      from,
      to,
      cc,
      bcc,
      replyTo,
      subject: this.getParameter("subject"),
      text: this.getParameter("text") ?? "",
      ...(this.getParameter("html") && { html: this.getParameter("html") as string }),
      attachments: readAttachments(this.getParameter("attachments")),
      messageId: `<${this.#id()}@${from.address.split("@")[1]}>`,
      disableFileAccess: true,
      disableUrlAccess: true,
    }).compile();
    const recipients = [...new Set([...to, ...cc, ...bcc].map(({ address }) => address))];
    return {
      envelope: { from: from.address, to: recipients },
      message: await node.build(),
      messageId: node.messageId(),
    };
  }

  /** The same for each attempt, so that who gets a mail twice can know. */
  #id(): string {
    return createHash("sha256").update(this.idempotencyKey).digest("hex").slice(0, 32);
  }
}

interface Refusal {
  recipient?: string | undefined;
  response?: string | undefined;
  rejectedErrors?: Refusal[] | undefined;
}

/** What a server says to a mail. */
function toMailException(error: unknown): unknown {
  if (error instanceof StepException || !(error instanceof Error)) return error;
  const { rejectedErrors } = error as Refusal;
  const reason = rejectedErrors?.length
    ? `The server refused ${describeRefused(rejectedErrors)}`
    : `The mail was not sent: ${reasonOf(error)}`;
  return new MailException(reason, { cause: error });
}

function describeRefused(errors: readonly Refusal[] = []): string {
  return errors.map(({ recipient, response }) => `${recipient} (${response})`).join(", ");
}
