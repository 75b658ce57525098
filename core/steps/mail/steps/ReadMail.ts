import type { FetchMessageObject, SearchObject } from "imapflow";
import { boolean, date, defineParameters, number, text } from "sluice";
import { Mailbox } from "../util/Mailbox.ts";
import { settingsHelp } from "../util/mailServers.ts";
import { MailboxException, readMessage } from "../util/readMessage.ts";
import { ImapStep, imap, withImap } from "../util/withImap.ts";

const parameters = defineParameters({
  folder: text({
    title: "Folder",
    description: "The folder that is read.",
    sampleValue: "INBOX",
    defaultValue: "INBOX",
  }),
  unseen: boolean({ title: "Unseen only", description: "Leaves out what was seen already.", defaultValue: true }),
  from: text({
    title: "From",
    description: "A part of the name or address of who sent it.",
    sampleValue: "@example.com",
  }),
  to: text({ title: "To", description: "A part of the name or address of who gets it.", sampleValue: "orders@" }),
  subject: text({ title: "Subject", description: "A part of the subject.", sampleValue: "Order" }),
  since: date({
    title: "Since",
    description: "Only what arrived at this moment or later.",
    sampleValue: "2026-01-31T08:00:00Z",
  }),
  limit: number({
    title: "Limit",
    description: "Most messages that are read; the oldest come first.",
    defaultValue: 100,
    min: 1,
    max: 100_000,
  }),
  attachment_content: boolean({
    title: "Content of attachments",
    description: "Saves the bytes of attachments, and not only their names.",
    defaultValue: true,
  }),
  mark_seen: boolean({
    title: "Mark as seen",
    description: "Marks the messages as seen once all of them are read and saved.",
    defaultValue: false,
  }),
  move_to: text({
    title: "Move to",
    description: "A folder that the messages move to once all of them are read and saved; empty = they stay.",
    sampleValue: "Done",
  }),
});

const help = `
Reads messages of a mailbox by IMAP and saves a list of objects, the oldest first: \`uid\`, \`message_id\`, \`in_reply_to\`, \`date\` (when it was sent),
\`received\`, \`seen\`, \`size\` in bytes, \`from\`, \`reply_to\`, \`to\`, \`cc\`, \`subject\`, \`text\`, \`html\`, \`attachments\` and \`headers\`.

- An address is an object \`{name, address}\`; \`from\` is one, the others are lists.
- An attachment is an object \`{name, type, size, inline, content_id, content}\`, its content bytes. A mail within the mail is one too.
- \`headers\` has all of them by their names in lower case; one that stands there several times is a list.
- What the mail does not have is null, and its \`subject\` empty.

**Nothing is lost.** Reading changes nothing in the mailbox. Only when all messages were read whole and their data was taken are they marked as seen
or moved, where the step shall do that; whatever fails before leaves all of them as they were, for the next attempt or run. What fails when some
were changed already is a warning, and the data stays: messages that were not marked or moved may be read again by the next run. Only when
the step is ended, or this computer stops, just while it marks or moves are messages changed without their data.

A message that cannot be read, because its parts are nested too deep or its headers are too long, is left out and stays as it is; a warning names
its UID. It does not count for the limit.

Servers look for parts of words in \`from\`, \`to\` and \`subject\` without regard to case. Folders in folders are named with what the server puts
between them, such as \`Orders/Done\`.
${settingsHelp(imap)}`;

/** Read mail. */
export default class ReadMail extends ImapStep.with(parameters) {
  override friendlyName = "Read mail";
  override description = "Reads messages of a mailbox with their attachments by IMAP";
  override icon = "inbox";
  override help = help;

  override async execute() {
    const [folder, markSeen, moveTo] = [
      this.getParameter("folder"),
      this.getParameter("mark_seen"),
      this.getParameter("move_to") || undefined,
    ];
    let mailbox: Mailbox | undefined;
    try {
      await withImap(this, async (client) => {
        const isKept = !markSeen && moveTo === undefined;
        mailbox = await Mailbox.open(client, { folder, isKept });
        // Said before anything is read, and not after it was saved.
        if (moveTo !== undefined && !(await mailbox.has(moveTo))) {
          throw new MailboxException(`There is no folder "${moveTo}" to move messages to`);
        }
        const found = await mailbox.search(this.#query(), this.getParameter("since") ?? undefined);
        const read: number[] = [];
        await this.saveDataForNextStep(this.#messages(mailbox, { uids: found, read }));
        this.logger.info("Read %d of %d messages of %s", read.length, found.length, folder);
        if (markSeen) await mailbox.markSeen(read);
        if (moveTo !== undefined) await mailbox.move(read, moveTo);
      });
    } catch (error) {
      // Another attempt may not find again what was changed: its data must not go.
      if (!mailbox?.isChanged || this.signal.aborted) throw error;
      this.logger.warning("%s; what was read is saved, and may be read again", (error as Error).message);
    }
  }

  #query(): SearchObject {
    const query: SearchObject = {};
    for (const name of ["from", "to", "subject"] as const) {
      const value = this.getParameter(name);
      if (value) query[name] = value;
    }
    if (this.getParameter("unseen")) query.seen = false;
    return query;
  }

  /** One after another, so that there is never more than one in memory, up to the limit. `read` gets the UIDs. */
  async *#messages(mailbox: Mailbox, { uids, read }: { uids: number[]; read: number[] }) {
    const [limit, withContent] = [this.getParameter("limit"), this.getParameter("attachment_content")];
    for (const uid of uids) {
      if (read.length === limit) return;
      const message = await mailbox.fetch(uid);
      // Somebody else took it meanwhile.
      if (message === undefined) continue;
      const row = await this.#read(message, withContent);
      if (row === undefined) continue;
      yield row;
      read.push(uid);
    }
  }

  /** undefined = it cannot be read. Whoever can send such a mail must not keep others from being read. */
  async #read(message: FetchMessageObject, withContent: boolean): Promise<Record<string, unknown> | undefined> {
    try {
      return await readMessage(message, { withContent });
    } catch (error) {
      if (!(error instanceof MailboxException)) throw error;
      this.logger.warning("%s; it stays as it is", error.message);
      return undefined;
    }
  }
}
