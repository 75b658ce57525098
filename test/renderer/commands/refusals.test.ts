import { expect, onTestFinished, test } from "vitest";
import type { CommandId } from "../../../renderer/commands/Command.ts";
import { commands } from "../../../renderer/commands/commands.ts";
import { never } from "../../../renderer/commands/refusals.ts";
import type { TextKey } from "../../../renderer/text/english.ts";
import { Bench } from "../support/Bench.ts";
import { buildEditState } from "../support/buildEditState.ts";
import { openBench } from "./openBench.ts";

/** Why a command cannot be done, and where: with nothing selected and nothing done, unless it says so. */
type Refused = readonly [reason: TextKey, open?: () => Promise<Bench>];

const empty = async (): Promise<Bench> => {
  const bench = await Bench.open(buildEditState({}));
  onTestFinished(bench.dispose);
  return bench;
};
const alone = (): Promise<Bench> => openBench({ isAlone: true });
const revision = (): Promise<Bench> => openBench({ revision: 3 });
const running = async (): Promise<Bench> => {
  const bench = await openBench();
  bench.runs.tell({ id: "run-0", state: "STARTED", warning: false, acceptedAt: 0 });
  return bench;
};
const at = (step: string) => async (): Promise<Bench> => {
  const bench = await openBench();
  bench.select({ steps: [step] });
  return bench;
};

const oneStep: Refused = ["when.oneStep"];
const nothing: Refused = ["when.nothingSelected"];
const noHost: Refused = ["when.noVersions", alone];
const noColour: Refused = ["when.noNoteOrGroup"];

const refused: Partial<Record<CommandId, Refused>> = {
  "file.save": ["when.readOnly", revision],
  "file.saveAs": noHost,
  "file.rename": noHost,
  "file.changes": noHost,
  "file.revisions": noHost,
  "file.import": ["when.noTransfer", alone],
  "file.exportArchive": ["when.noTransfer", alone],
  "file.discard": ["when.noChanges"],
  "file.restore": ["when.noRevision"],
  "file.closeOthers": ["when.noOtherTab"],
  "edit.undo": ["when.nothingToUndo"],
  "edit.redo": ["when.nothingToRedo"],
  "edit.delete": nothing,
  "edit.find": ["when.noSteps", empty],
  "edit.selectAll": ["when.noSteps", empty],
  "edit.clearSelection": nothing,
  "edit.selectDownstream": ["when.noStep"],
  "edit.selectUpstream": ["when.noStep"],
  "edit.copy": nothing,
  "edit.cut": nothing,
  "edit.duplicate": nothing,
  "edit.copyText": ["when.noText"],
  "step.open": oneStep,
  "step.test": oneStep,
  "step.rename": ["when.oneThing"],
  "step.connect": oneStep,
  "step.replaceClass": oneStep,
  "step.findUses": oneStep,
  "step.copyLink": oneStep,
  "step.toggleDisabled": ["when.noStep"],
  "step.next": ["when.noSibling", at("id-d")],
  "step.previous": ["when.noSibling", at("id-a")],
  "step.below": ["when.noSibling", at("id-c")],
  "step.above": ["when.noSibling", at("id-b")],
  "step.editMany": ["when.severalSteps", at("id-a")],
  "step.extract": ["when.noStep"],
  "step.inline": ["when.noTrigger", at("id-a")],
  "step.pin": ["when.noData", at("id-a")],
  "step.unpinAll": ["when.noPin"],
  "arrange.all": ["when.noSteps", empty],
  "arrange.selection": ["when.twoSteps", at("id-a")],
  "arrange.left": ["when.twoSteps", at("id-a")],
  "arrange.centre": ["when.twoSteps", at("id-a")],
  "arrange.right": ["when.twoSteps", at("id-a")],
  "arrange.top": ["when.twoSteps", at("id-a")],
  "arrange.middle": ["when.twoSteps", at("id-a")],
  "arrange.bottom": ["when.twoSteps", at("id-a")],
  "arrange.columns": ["when.threeSteps", at("id-a")],
  "arrange.rows": ["when.threeSteps", at("id-a")],
  "arrange.nudgeLeft": nothing,
  "arrange.nudgeRight": nothing,
  "arrange.nudgeUp": nothing,
  "arrange.nudgeDown": nothing,
  "arrange.moveLeft": nothing,
  "arrange.moveRight": nothing,
  "arrange.moveUp": nothing,
  "arrange.moveDown": nothing,
  "note.attach": ["when.noteAndStep"],
  "note.detach": ["when.noAttachedNote"],
  "colour.standard": noColour,
  "colour.blue": noColour,
  "colour.teal": noColour,
  "colour.green": noColour,
  "colour.yellow": noColour,
  "colour.red": noColour,
  "colour.purple": noColour,
  "group.create": ["when.noStep"],
  "group.toggleFold": ["when.noGroup"],
  "group.selectInside": ["when.noGroup"],
  "group.dissolve": ["when.noGroup"],
  "view.fit": ["when.noSteps", empty],
  "view.zoomSelection": nothing,
  "view.changes": noHost,
  "run.start": ["when.running", running],
  "run.debug": ["when.running", running],
  "run.custom": ["when.noSteps", empty],
  "run.toHere": ["when.noStep"],
  "run.fromHere": ["when.noRun", at("id-b")],
  "run.stop": ["when.notRunning"],
  "run.nextFailure": ["when.noFailure"],
  "run.notices": ["when.noNotices", alone],
  "step.tryNow": ["when.noRetry", at("id-b")],
  "step.approve": ["when.noApproval", at("id-b")],
  "step.refuse": ["when.noApproval", at("id-b")],
  "step.openChild": ["when.noChild", at("id-b")],
  "step.editCode": oneStep,
  "code.widen": ["when.noCode"],
  "table.openRow": ["when.noTable"],
  "table.deleteRow": ["when.noTable"],
  "table.filter": ["when.noTable"],
  "step.goToDefinition": oneStep,
};

// That it can be done at other times is part of the test of what it does.
test("every command says when it can be done, or that it always can", () => {
  const sometimes = commands.filter(({ refusal }) => refusal !== never).map(({ id }) => id);
  expect(Object.keys(refused).sort()).toEqual(sometimes.sort());
});

test.each(Object.keys(refused) as CommandId[])("%s is refused with the reason, and changes nothing", async (id) => {
  const [reason, open = openBench] = refused[id] ?? [];
  const bench = await open();
  const before = bench.session;
  expect([bench.refusal(id), await bench.run(id)]).toEqual([reason, false]);
  expect([bench.session, bench.draft.updates, bench.visits, bench.canvas.calls, bench.files]).toEqual([
    before,
    [],
    [],
    [],
    [],
  ]);
});
