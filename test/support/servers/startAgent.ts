import { join } from "node:path";
import { findProgram, runProgram, startIn, startProgram, type TestServer } from "./runServer.ts";

/** An SSH agent that holds the private key of a file. */
export async function startAgent(keyFile: string): Promise<TestServer<{ socket: string }>> {
  const [path, add] = [["/usr/bin/ssh-agent"], ["/usr/bin/ssh-add"]].map((places) => findProgram(places));
  if (path === undefined || add === undefined) return { missing: "there is no ssh-agent in /usr/bin" };
  return startIn<{ socket: string }>(async (folder) => {
    const socket = join(folder, "agent");
    const started = await startProgram(() => ({ path, args: ["-D", "-a", socket], folder, asUser: true }), {
      ready: /SSH_AUTH_SOCK=/,
      signal: "SIGTERM",
    });
    await runProgram({ path: add, args: [keyFile], folder, asUser: true, env: { SSH_AUTH_SOCK: socket } });
    return { socket, stop: started.stop };
  });
}
