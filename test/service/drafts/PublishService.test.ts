import { expect, test } from "vitest";
import { isSluiceError } from "../../../core/base/SluiceError.ts";
import { addApplication } from "../openTestHost.ts";
import { shareHost } from "../shareHost.ts";
import { ann, bob, DraftBench } from "./DraftBench.ts";

const shared = shareHost();

const code = (name: string, value = "1") => `import { BaseStep } from "sluice";
export default class ${name} extends BaseStep {
  async execute() { await this.saveDataForNextStep(${value}); }
}
`;

let count = 0;

/** Two published applications that use one own class, which has a draft with further changes. */
async function prepare() {
  count += 1;
  const file = `Own${count}`;
  const names = [`first${count}`, `second${count}`];
  const { classEditor } = shared.host.services;
  await classEditor.publish(file, { code: code(file) });
  for (const name of names)
    await addApplication(shared.host, { name, app_variables: [], steps: [{ name: "s", file }] });
  const [name = "", other = ""] = names;
  const flow = new DraftBench(shared.host, name);
  return { flow, file, name, other, classEditor, publishing: shared.host.services.publishing };
}

async function codeOfRefusal(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.catch((reason: unknown) => reason);
  if (!isSluiceError(error)) throw error ?? new Error("It was not refused.");
  return error.code;
}

test("a preview names the changed classes, why one cannot be published, and who else uses it", async () => {
  const { flow, file, name, other, classEditor, publishing } = await prepare();
  expect(await publishing.preview(name, ann)).toEqual({
    base: 1,
    published: 1,
    changes: 0,
    needsMerge: false,
    problems: [],
    classes: [],
  });
  await classEditor.saveDraft(file, { code: "export default 1 +* 2;", author: "ann" });
  await flow.edit(ann, { op: "setApplicationKey", key: "description", value: "more" });
  const preview = await publishing.preview(name, ann);
  expect(preview).toMatchObject({
    changes: 1,
    classes: [{ name: file, isNew: false, problem: expect.stringContaining(`${file}.ts:1`), usedBy: [other] }],
  });
  await classEditor.saveDraft(file, { code: code(file, "2"), author: "ann" });
  expect((await publishing.preview(name, ann)).classes).toMatchObject([{ name: file, problem: undefined }]);
});

test("a class that exists only as a draft is no error of the preview, and is published with the application", async () => {
  const { flow, classEditor, publishing, name } = await prepare();
  await classEditor.saveDraft("Newcomer", { code: code("Newcomer"), author: "ann" });
  await flow.edit(ann, { op: "addStep", step: "id-new", entry: { name: "new", file: "Newcomer" } });
  expect(await publishing.preview(name, ann)).toMatchObject({
    problems: [],
    classes: [{ name: "Newcomer", isNew: true }],
  });
  expect(await codeOfRefusal(publishing.publish(name, ann, {}))).toBe("invalid_document");
  const done = await publishing.publish(name, ann, { comment: "with it", classes: [{ name: "Newcomer" }] });
  expect(done).toMatchObject({ revision: 2, result: "published" });
  expect(classEditor.findHash("Newcomer")).toBeDefined();
  expect(classEditor.findDraft("Newcomer")).toBeUndefined();
});

test("a changed class is published as a copy that only this application uses", async () => {
  const { flow, file, name, other, classEditor, publishing } = await prepare();
  const before = classEditor.findHash(file);
  await classEditor.saveDraft(file, { code: code(file, "2"), author: "ann" });
  await flow.edit(ann, { op: "setApplicationKey", key: "description", value: "more" });
  expect(await codeOfRefusal(publishing.publish(name, ann, { classes: [{ name: file, as: "Log" }] }))).toBe(
    "already_exists",
  );
  await publishing.publish(name, ann, { classes: [{ name: file, as: `${file}Copy` }] });
  const { applications } = shared.host.services;
  expect(applications.get(name).document).toMatchObject({ steps: [{ file: `${file}Copy` }] });
  expect(applications.get(other).document).toMatchObject({ steps: [{ file }] });
  expect(classEditor.findHash(file)).toBe(before);
  expect(classEditor.findFiles(`${file}Copy`)?.files).toMatchObject({
    [`${file}Copy.ts`]: expect.stringContaining("(2)"),
  });
  expect(classEditor.findDraft(file)).toBeUndefined();
});

test("no class is published for an application that is not: errors, a broken class, somebody else's revision", async () => {
  const { flow, file, name, classEditor, publishing } = await prepare();
  const before = classEditor.findHash(file);
  const classes = [{ name: file }];
  await classEditor.saveDraft(file, { code: code(file, "2"), author: "ann" });
  await flow.edit(ann, { op: "addStep", step: "id-x", entry: { name: "x", file: "Nothing" } });
  expect(await codeOfRefusal(publishing.publish(name, ann, { classes }))).toBe("invalid_document");
  await flow.revert(ann, "undo");
  await flow.edit(ann, { op: "setApplicationKey", key: "description", value: "mine" });
  await flow.edit(bob, { op: "setApplicationKey", key: "author", value: "bob" });
  await publishing.publish(name, bob, {});
  expect((await publishing.preview(name, ann)).needsMerge).toBe(true);
  expect(await codeOfRefusal(publishing.publish(name, ann, { classes }))).toBe("merge_needed");
  await classEditor.saveDraft(file, { code: "no class", author: "ann" });
  expect(await codeOfRefusal(publishing.publish(name, ann, { classes }))).toBe("step_class_invalid");
  expect(classEditor.findHash(file)).toBe(before);
});
