import { expect } from "vitest";
import type { CommandId } from "../../../renderer/commands/Command.ts";
import type { Bench } from "../support/Bench.ts";
import { openBench } from "./openBench.ts";

type FileId = Extract<CommandId, `file.${string}`>;

/** What each command of the document as a whole does. */
export const fileEffects: Record<FileId, (bench: Bench) => Promise<void>> = {
  "file.save": opens("file.save", { kind: "publish" }),
  "file.saveAs": opens("file.saveAs", { kind: "names", purpose: "copy" }),
  "file.rename": opens("file.rename", { kind: "names", purpose: "rename" }),
  "file.changes": opens("file.changes", { kind: "diff", from: 1, to: "draft" }),
  "file.revisions": opens("file.revisions", { kind: "revisions" }),
  "file.json": opens("file.json", { kind: "json" }),
  async "file.copyLink"(bench) {
    bench.workbench.session.openStep("id-b");
    await bench.run("file.copyLink");
    expect(bench.clipboard).toBe("http://host/applications/app?step=id-b");
    // With a run on screen it is the address of what the step did in it.
    bench.runs.tell({ id: "run-7", state: "SUCCESS", warning: false, acceptedAt: 0 });
    bench.paint();
    await bench.run("file.copyLink");
    expect(bench.clipboard).toBe("http://host/applications/app?step=id-b&run=run-7");
  },
  async "file.close"(bench) {
    await bench.run("file.close");
    expect(bench.visits).toEqual(["close app"]);
  },
  async "file.closeOthers"(bench) {
    expect(bench.refusal("file.closeOthers")).toBe("when.noOtherTab");
    bench.tabs = ["one", "app", "two"];
    await bench.run("file.closeOthers");
    expect(bench.visits).toEqual(["close one, two"]);
  },
  async "file.open"(bench) {
    await bench.run("file.open");
    expect(bench.session.opener).toBe(true);
  },
  async "file.import"(bench) {
    await bench.run("file.import");
    expect(bench.visits).toEqual(["import"]);
  },
  async "file.exportJson"(bench) {
    await bench.run("file.exportJson");
    const [[name, text] = ["", "{}"]] = bench.files;
    expect([name, JSON.parse(text)]).toEqual(["app.json", bench.draft.state.document]);
  },
  async "file.exportPlain"(bench) {
    await bench.run("file.exportPlain");
    const { layout: _, ...rest } = bench.draft.state.document;
    expect(JSON.parse(bench.files[0]?.[1] ?? "")).toEqual(rest);
  },
  async "file.exportArchive"(bench) {
    await bench.run("file.exportArchive");
    expect(bench.files).toEqual([["app.zip", "archive of app"]]);
  },
  async "file.discard"(bench) {
    expect(bench.refusal("file.discard")).toBe("when.noChanges");
    bench.select({ steps: ["id-a"] });
    await bench.run("edit.delete");
    await bench.run("file.discard");
    expect(bench.session.dialog).toEqual({ kind: "discard" });
  },
  async "file.restore"(bench) {
    expect(bench.refusal("file.restore")).toBe("when.noRevision");
    const old = await openBench({ revision: 3 });
    if (await old.run("file.restore")) bench.ran.add("file.restore");
    expect([old.versions.calls, old.visits]).toEqual([["restore 3"], ["/applications/app"]]);
  },
};

function opens(id: CommandId, dialog: object): (bench: Bench) => Promise<void> {
  return async (bench) => {
    await bench.run(id);
    expect(bench.session.dialog).toEqual(dialog);
  };
}
