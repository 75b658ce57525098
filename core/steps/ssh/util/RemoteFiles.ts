import { randomUUID } from "node:crypto";
import { posix } from "node:path";
import type ssh2 from "ssh2";
import { SftpException, toSftpException } from "./SftpException.ts";

export interface RemoteFile {
  path: string;
  name: string;
  kind: "file" | "folder" | "other";
  bytes: number;
  modified: Date;
}

/** What one request carries, which every server takes, and what many of them at once do: a way there and back is waited for once, bytes. */
const piece = 32_768;
const portion = 16 * piece;

function startsOfPieces(length: number): number[] {
  return Array.from({ length: Math.ceil(length / piece) }, (_value, index) => index * piece);
}

/** The files of a server, as promises. Paths that are not absolute begin in the home folder. All throw SftpException. */
export class RemoteFiles {
  private readonly sftp: ssh2.SFTPWrapper;
  private readonly signal: AbortSignal;
  private isClosed = false;

  /** `signal` ends what takes long, between two requests, so that there is time to clean up. */
  constructor(sftp: ssh2.SFTPWrapper, signal: AbortSignal) {
    this.sftp = sftp;
    this.signal = signal;
    sftp.on("close", () => {
      this.isClosed = true;
    });
  }

  /** What lies in a folder, by name. A link counts as what it leads to, and a folder it leads to as something other: it may lead back. */
  async list(folder: string): Promise<RemoteFile[]> {
    this.assertWanted();
    const entries = await this.call<ssh2.FileEntryWithStats[]>(folder, (done) => this.sftp.readdir(folder, done));
    const found: RemoteFile[] = [];
    for (const { filename: name, attrs } of entries.sort((a, b) => (a.filename < b.filename ? -1 : 1))) {
      if (name === "." || name === "..") continue;
      const path = posix.join(folder, name);
      if (!attrs.isSymbolicLink()) found.push(toRemoteFile(path, attrs));
      else {
        const target = await this.find(path);
        if (target !== undefined) found.push(target.kind === "folder" ? { ...target, kind: "other" } : target);
      }
    }
    return found;
  }

  /** undefined = there is no such file, or a link to none. */
  async find(path: string): Promise<RemoteFile | undefined> {
    try {
      return toRemoteFile(path, await this.call<ssh2.Stats>(path, (done) => this.sftp.stat(path, done)));
    } catch (error) {
      if (error instanceof SftpException && error.isMissing) return undefined;
      throw error;
    }
  }

  /** The bytes of a file as they come. */
  async *read(path: string): AsyncGenerator<Buffer> {
    const handle = await this.call<Buffer>(path, (done) => this.sftp.open(path, "r", done));
    try {
      for (let position = 0; ; position += portion) {
        this.assertWanted();
        const pieces = await Promise.all(
          startsOfPieces(portion).map((start) => this.readPiece(path, { handle, position: position + start })),
        );
        const bytes = Buffer.concat(pieces);
        if (bytes.length > 0) yield bytes;
        if (bytes.length < portion) return;
      }
    } finally {
      await this.call<void>(path, (done) => this.sftp.close(handle, done));
    }
  }

  /** Up to the length of a piece; less only at the end of the file. */
  private async readPiece(path: string, { handle, position }: { handle: Buffer; position: number }): Promise<Buffer> {
    const bytes = Buffer.allocUnsafe(piece);
    let length = 0;
    while (length < piece) {
      const [at, most] = [length, piece - length];
      const count = await this.call<number>(path, (done) =>
        this.sftp.read(handle, bytes, at, most, position + at, done),
      );
      if (count === 0) break;
      length += count;
    }
    return bytes.subarray(0, length);
  }

  /** Writes beside the file, which then takes its place: nobody ever reads half of it, and a failure leaves the old one. */
  async write(path: string, { from, replace }: { from: AsyncIterable<Buffer>; replace: boolean }): Promise<void> {
    const beside = posix.join(posix.dirname(path), `.${posix.basename(path)}.${randomUUID().slice(0, 8)}.part`);
    try {
      await this.writeNew(beside, from);
      await this.move(beside, { to: path, replace });
    } catch (error) {
      await this.remove(beside).catch(() => undefined);
      throw toSftpException(path, error);
    }
  }

  private async writeNew(path: string, from: AsyncIterable<Buffer>): Promise<void> {
    const handle = await this.call<Buffer>(path, (done) => this.sftp.open(path, "wx", done));
    try {
      let position = 0;
      for await (const chunk of from) {
        this.assertWanted();
        for (let start = 0; start < chunk.length; start += portion) {
          const bytes = chunk.subarray(start, start + portion);
          const begin = position;
          const writePiece = (at: number): Promise<void> => {
            const part = bytes.subarray(at, at + piece);
            return this.call(path, (done) => this.sftp.write(handle, part, 0, part.length, begin + at, done));
          };
          await Promise.all(startsOfPieces(bytes.length).map(writePiece));
          position += bytes.length;
        }
      }
    } finally {
      await this.call<void>(path, (done) => this.sftp.close(handle, done));
    }
  }

  /** Renames a file, within one disk of the server. */
  async move(path: string, { to, replace }: { to: string; replace: boolean }): Promise<void> {
    if (!replace) {
      const there = await this.find(to);
      if (there !== undefined)
        throw new SftpException(`${to} exists already; allow overwriting or choose another name`);
      return this.call(path, (done) => this.sftp.rename(path, to, done));
    }
    // The rename of POSIX replaces in one go; on a server that has none the old file steps aside first.
    const isPosix = await this.call<void>(path, (done) => this.sftp.ext_openssh_rename(path, to, done)).then(
      () => true,
      (error: unknown) => (error instanceof SftpException && !error.isUnknown ? Promise.reject(error) : false),
    );
    if (isPosix) return;
    const rename = (from: string, target: string): Promise<void> =>
      this.call(from, (done) => this.sftp.rename(from, target, done));
    const aside = (await this.find(to)) === undefined ? undefined : `${to}.${randomUUID().slice(0, 8)}.old`;
    if (aside !== undefined) await rename(to, aside);
    try {
      await rename(path, to);
    } catch (error) {
      if (aside !== undefined) await rename(aside, to).catch(() => undefined);
      throw error;
    }
    if (aside !== undefined) await this.remove(aside);
  }

  /** Deletes a file; a folder is refused. */
  remove(path: string): Promise<void> {
    return this.call(path, (done) => this.sftp.unlink(path, done));
  }

  /** Makes a folder and those it lies in, where they are missing. */
  async makeFolders(path: string): Promise<void> {
    const there = await this.find(path);
    if (there?.kind === "folder") return;
    if (there !== undefined) throw new SftpException(`${path} is a file, not a folder`);
    await this.makeFolders(posix.dirname(path));
    try {
      await this.call<void>(path, (done) => this.sftp.mkdir(path, done));
    } catch (error) {
      // Somebody else may have made it meanwhile.
      if ((await this.find(path))?.kind !== "folder") throw error;
    }
  }

  private assertWanted(): void {
    if (this.signal.aborted) throw new SftpException("The step was ended");
  }

  private call<T>(path: string, run: (done: (error: Error | null | undefined, value?: T) => void) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      // Nothing answers any more.
      if (this.isClosed) return reject(new SftpException(`${path}: the connection is closed`));
      try {
        run((error, value) => (error ? reject(toSftpException(path, error)) : resolve(value as T)));
      } catch (error) {
        reject(toSftpException(path, error));
      }
    });
  }
}

function toRemoteFile(path: string, attrs: ssh2.Stats): RemoteFile {
  const kind = attrs.isFile() ? "file" : attrs.isDirectory() ? "folder" : "other";
  return { path, name: posix.basename(path), kind, bytes: attrs.size, modified: new Date(attrs.mtime * 1000) };
}
