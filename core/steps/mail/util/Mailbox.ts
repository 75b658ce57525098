import type { FetchMessageObject, ImapFlow, SearchObject } from "imapflow";
import { reasonOf } from "sluice";
import { MailboxException } from "./readMessage.ts";

/** Messages that one command names: a line has a length that servers take. */
const portion = 200;

/** A folder of a mailbox. All throw MailboxException. */
export class Mailbox {
  private readonly client: ImapFlow;
  private readonly folder: string;
  #isChanged = false;

  private constructor(client: ImapFlow, folder: string) {
    this.client = client;
    this.folder = folder;
  }

  /** Whether `markSeen` or `move` changed messages, or may have: the answer of the server was not heard. */
  get isChanged(): boolean {
    return this.#isChanged;
  }

  /** `isKept`: nothing in it can be changed by what follows. */
  static async open(client: ImapFlow, { folder, isKept }: { folder: string; isKept: boolean }): Promise<Mailbox> {
    await asMailbox(`The folder "${folder}" cannot be opened`, () => client.mailboxOpen(folder, { readOnly: isKept }));
    return new Mailbox(client, folder);
  }

  /** Whether there is another folder. */
  async has(folder: string): Promise<boolean> {
    const status = await this.client.status(folder, { messages: true }).catch(() => false);
    return status !== false;
  }

  /** UIDs of the messages that fit, oldest first. `since`: to the moment, where servers know days only. */
  async search(query: SearchObject, since: Date | undefined): Promise<number[]> {
    const action = `The folder "${this.folder}" cannot be searched`;
    // Days begin at another moment on the server.
    const days = since === undefined ? {} : { since: new Date(since.getTime() - 86_400_000) };
    const found = await asMailbox(action, () => this.client.search({ all: true, ...query, ...days }, { uid: true }));
    if (!Array.isArray(found)) throw new MailboxException(`${action}: the server refuses to`);
    const uids = found.sort((a, b) => a - b);
    if (since === undefined) return uids;
    const late: number[] = [];
    for (const some of toPortions(uids)) {
      const dated = await asMailbox(action, () =>
        this.client.fetchAll(some, { uid: true, internalDate: true }, { uid: true }),
      );
      late.push(...dated.filter((one) => new Date(one.internalDate ?? 0) >= since).map(({ uid }) => uid));
    }
    return late.sort((a, b) => a - b);
  }

  /** A whole message, which is not seen by that; undefined = it is gone. */
  async fetch(uid: number): Promise<FetchMessageObject | undefined> {
    const wanted = { uid: true, flags: true, internalDate: true, source: true };
    const message = await asMailbox(`The message with the UID ${uid} cannot be read`, () =>
      this.client.fetchOne(String(uid), wanted, { uid: true }),
    );
    return message === false ? undefined : message;
  }

  async markSeen(uids: readonly number[]): Promise<void> {
    await this.#change(uids, {
      action: `Messages of the folder "${this.folder}" cannot be marked as seen`,
      work: (some) => this.client.messageFlagsAdd(some, ["\\Seen"], { uid: true }),
    });
  }

  async move(uids: readonly number[], folder: string): Promise<void> {
    await this.#change(uids, {
      action: `Messages of the folder "${this.folder}" cannot be moved to "${folder}"`,
      work: (some) => this.client.messageMove(some, folder, { uid: true }),
    });
  }

  async #change(
    uids: readonly number[],
    { action, work }: { action: string; work: (uids: number[]) => Promise<unknown> },
  ): Promise<void> {
    for (const some of toPortions(uids)) {
      const wasChanged = this.#isChanged;
      this.#isChanged = true;
      if (await asMailbox(action, () => work(some))) continue;
      // A server may have done it in part, and a connection that was lost looks like a refusal too.
      const left = await this.client.search({ uid: some.join(",") }, { uid: true });
      this.#isChanged = wasChanged || !Array.isArray(left) || left.length < some.length;
      throw new MailboxException(`${action}: the server refuses to`);
    }
  }
}

function toPortions(uids: readonly number[]): number[][] {
  const count = Math.ceil(uids.length / portion);
  return Array.from({ length: count }, (_value, index) => uids.slice(index * portion, (index + 1) * portion));
}

/** What the server says, after what was tried. */
async function asMailbox<T>(action: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const said = (cause as { responseText?: string }).responseText ?? reasonOf(cause);
    throw new MailboxException(`${action}: ${said}`, { cause });
  }
}
