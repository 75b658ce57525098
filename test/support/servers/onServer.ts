import { afterAll, describe, it } from "vitest";
import type { TestServer } from "./runServer.ts";

/** Tests against a real server, which stops after them; skipped with the reason where there is none. */
export function onServer<T extends object>(name: string, server: TestServer<T>, tests: (server: T) => void): void {
  if (server.missing !== undefined) {
    process.stdout.write(`SKIPPED ${name}: ${server.missing}\n`);
    describe.skip(`${name}: ${server.missing}`, () => it("needs a server", () => undefined));
    return;
  }
  afterAll(() => server.stop(), 240_000);
  describe(name, () => tests(server));
}
