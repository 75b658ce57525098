import { expect, test } from "vitest";
import type { JsonObject } from "../../core/base/json.ts";
import { listChangedClasses } from "../../core/service/stepClasses/listChangedClasses.ts";
import { openTestApi } from "../api/openTestApi.ts";

const code = (text: string) => `import { BaseStep } from "sluice";
export default class Say extends BaseStep {
  async execute() {
    await this.saveDataForNextStep("${text}");
  }
}
`;

test("a class whose code is another one than a run used is told, by its draft first, and one that is gone", async () => {
  const { ask, host } = await openTestApi();
  expect((await ask("PUT", "/steps/Say", { body: { code: code("one"), files: {} } })).statusCode).toBe(200);
  const steps: JsonObject[] = [
    { name: "say", file: "Say", output_to: ["log"] },
    { name: "log", file: "Log", message: "x" },
  ];
  const document: JsonObject = { name: "app", app_variables: [], steps };
  await ask("POST", "/applications", { body: document });
  const { id } = (await ask("POST", "/applications/app/run?wait=30")).json();
  const { stepClasses, classEditor } = host.services;
  const { reference, manifest } = await stepClasses.load("Say", undefined, { read: false });
  const findDraft = (file: string) => classEditor.findDraft(file);
  const read = async () => {
    const plan = { classes: { Say: { reference, manifest } }, document };
    const changed = await listChangedClasses(plan, { stepClasses, findDraft });
    const answer = await ask("GET", `/runs/${id}/changed-classes`, { role: "viewer" });
    expect(answer.json().map(({ file }: { file: string }) => file)).toEqual(changed.map(({ file }) => file));
    return changed;
  };
  expect(await read()).toEqual([]);
  await ask("PUT", "/steps/Say/draft", { body: { code: code("two") } });
  expect(await read()).toEqual([{ file: "Say", syncpack: undefined }]);
  await ask("PUT", "/steps/Say/draft", { body: { code: "export default class {" } });
  expect(await read()).toEqual([{ file: "Say", syncpack: undefined }]);
  await ask("DELETE", "/steps/Say/draft");
  expect(await read()).toEqual([]);
  await ask("DELETE", "/applications/app");
  await ask("DELETE", "/steps/Say");
  expect(await read()).toEqual([{ file: "Say", syncpack: undefined }]);
});
