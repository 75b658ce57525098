import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { tempFolder } from "../../support/tempFolder.ts";
import { openTestApi } from "../openTestApi.ts";

const linter = resolve("node_modules/@redocly/cli/bin/cli.js");

// The license routes answer nothing but 405, as the manual's list has them and there is no license data.
const rules = "extends: [recommended]\nrules:\n  operation-2xx-response: off\n  no-server-example.com: off\n";

test("the description passes a public linter, without errors and warnings", async () => {
  const { api } = await openTestApi();
  const folder = tempFolder();
  const file = join(folder, "openapi.json");
  writeFileSync(file, (await api.inject("/api/v1/docs/json")).body);
  writeFileSync(join(folder, "redocly.yaml"), rules);
  const env = { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true", CI: "true" };
  const args = [linter, "lint", file, "--config", join(folder, "redocly.yaml"), "--format", "json"];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env, maxBuffer: 1e8 }).catch((error) => error);
  const { totals, problems } = JSON.parse(stdout.slice(stdout.indexOf("{")));
  const found = problems.map((problem: { ruleId: string; message: string; location: { pointer: string }[] }) =>
    [problem.ruleId, problem.message, problem.location[0]?.pointer].join(" "),
  );
  expect([found, totals]).toEqual([[], { errors: 0, warnings: 0, ignored: 0 }]);
});
