import type ssh2 from "ssh2";
import { RemoteFiles } from "./RemoteFiles.ts";
import { SftpException } from "./SftpException.ts";
import { SshStep, withSsh } from "./withSsh.ts";

/** What all steps for the files of a server share. */
export abstract class SftpStep extends SshStep {
  override category = "Files";
}

/** What the help of every step says of paths. */
export const pathHelp = `
Paths are those of the server, with \`/\`; one that is not absolute begins in the home folder of the user, as does \`~/\`.
`;

/** Logs in and opens the files of the server for one piece of work. Throws SftpException. */
export function withSftp<T>(step: SftpStep, work: (files: RemoteFiles) => Promise<T>): Promise<T> {
  return withSsh(step, async ({ client }) => work(new RemoteFiles(await openSftp(client), step.signal)));
}

function openSftp(client: ssh2.Client): Promise<ssh2.SFTPWrapper> {
  return new Promise((resolve, reject) => {
    client.sftp((error, sftp) => {
      if (error === undefined) resolve(sftp);
      else reject(new SftpException(`The server gives no files: ${error.message}`, { cause: error }));
    });
  });
}

/** As the server reads it. */
export function remotePath(path: string): string {
  return /^~\/?$/.test(path) ? "." : path.replace(/^~\//, "");
}
