import { expect, test } from "vitest";
import { isSluiceError } from "../../../core/base/SluiceError.ts";
import type { NumberedDocumentEvent } from "../../../core/service/events/DocumentEvents.ts";
import { shareHost } from "../shareHost.ts";
import { ann, DraftBench, script } from "./DraftBench.ts";

const shared = shareHost();

async function codeOfRefusal(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.catch((reason: unknown) => reason);
  if (!isSluiceError(error)) throw error ?? new Error("It was not refused.");
  return error.code;
}

test("a new application gets its name before it is published, with its journal", async () => {
  const { drafts, events, applications } = shared.host.services;
  const { application } = await drafts.create(ann);
  const flow = new DraftBench(shared.host, application);
  await flow.edit(ann, { op: "addStep", step: "id-one", entry: script("one") });
  const heard: NumberedDocumentEvent[] = [];
  const unsubscribe = events.subscribe((event) => heard.push(event));
  const named = await drafts.rename(application, ann, { name: "Orders", friendlyName: "All orders" });
  unsubscribe();
  expect(named).toMatchObject({
    application: "Orders",
    published: 0,
    state: { document: { name: "Orders", friendly_name: "All orders" }, stepIds: ["id-one"] },
    history: { undo: "addStep" },
  });
  expect(heard).toMatchObject([{ type: "application.renamed", application, name: "Orders" }]);
  expect(await codeOfRefusal(drafts.get(application, ann))).toBe("not_found");
  expect(await drafts.publish("Orders", ann)).toMatchObject({ revision: 1 });
  expect(applications.list().find(({ name }) => name === "Orders")).toMatchObject({ friendlyName: "All orders" });
});

test("a name that is taken, cannot be one, or is known to others already is refused and changes nothing", async () => {
  const { drafts } = shared.host.services;
  const flow = await DraftBench.publish(shared.host);
  const { application } = await drafts.create(ann);
  const rename = (from: string, name: string) => codeOfRefusal(drafts.rename(from, ann, { name, friendlyName: "" }));
  expect(await rename(application, flow.name)).toBe("already_exists");
  expect(await rename(application, "a b")).toBe("wrong_use");
  expect(await rename(flow.name, "other")).toBe("wrong_use");
  expect(await rename("nowhere", "other")).toBe("not_found");
  expect(await drafts.get(application, ann)).toMatchObject({ seq: 1 });
});

test("a copy of a draft or a revision is a draft of its own with other step ids", async () => {
  const flow = await DraftBench.publish(shared.host);
  await flow.setCode(ann, "one", "return 5;");
  const as = { name: `${flow.name}-copy`, friendlyName: "The copy" };
  const copy = await flow.drafts.copy(flow.name, ann, { version: "draft", ...as });
  expect(copy).toMatchObject({ application: as.name, published: 0, history: { undo: undefined } });
  expect(copy.state.document).toMatchObject({
    name: as.name,
    friendly_name: "The copy",
    steps: [{ code: "return 5;" }, {}],
  });
  expect(copy.state.stepIds).not.toContain((await flow.get(ann)).state.stepIds[0]);
  const old = await flow.drafts.copy(flow.name, ann, { version: 1, ...as, name: `${flow.name}-old` });
  expect(old.state.document).toMatchObject({ steps: [{ code: "return 0;" }, {}] });
  expect(await codeOfRefusal(flow.drafts.copy(flow.name, ann, { version: 1, ...as }))).toBe("already_exists");
});
