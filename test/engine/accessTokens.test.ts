import { expect, test } from "vitest";
import type { Connection } from "../../core/model/Connection.ts";
import { type Script, succeed } from "../support/FakeStepWorkers.ts";
import { step, TestEngine } from "../support/TestEngine.ts";

const connection = (name: string, kind = "oauth2"): Connection => ({ name, kind, settings: { client_secret: "hush" } });

test("a step gets the tokens of the connections it names and nothing else of them", async () => {
  const found: unknown[] = [];
  const script: Script = async ({ connections }, hooks) => {
    found.push(connections);
    const ask = (name: string) => hooks.onCall({ kind: "connection.token", connection: name, refused: undefined });
    found.push(await ask("crm"), await ask("erp").catch((error: Error) => error.message));
    return succeed();
  };
  const own = [connection("crm"), connection("db", "postgresql")];
  const connections = (name: string) => (name === "a" ? own : [connection("erp")]);
  await new TestEngine({ scripts: { a: script }, connections }).run([step("a"), step("b")]);
  expect(found).toEqual([
    [{ name: "crm", kind: "oauth2", settings: {} }, connection("db", "postgresql")],
    { token: "token of crm", expiresAt: null },
    'The step "a" names no connection "erp".',
  ]);
});
