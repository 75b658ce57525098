import type { Flow } from "../state/flow/Flow.ts";
import { renameInCode } from "../state/refactor/codeUses.ts";
import { editElsewhere } from "../state/refactor/everywhere.ts";
import { setText } from "../state/refactor/FlowText.ts";
import type { NameUse } from "../state/refactor/findUses.ts";
import { findConfigurationUses } from "../state/refactor/findVariableUses.ts";
import { text } from "../text/texts.ts";
import { editOwnCode } from "./ownCode.ts";
import { perform } from "./perform.ts";
import type { Workbench } from "./Workbench.ts";

export interface ConfiguredRename {
  configuration: string;
  from: string;
  to: string;
  /** Names of those in which uses may change. */
  applications: readonly string[];
  /** Names of own classes whose code changes. */
  classes: readonly string[];
  /** Whether a use, as `STEP_ID PATH`, changes in an application. */
  isChosen: (application: string, use: string) => boolean;
}

/**
 * Gives a variable of a configuration another name, and its chosen uses with it: here as one gesture, elsewhere as drafts.
 * Resolves with what could not be done; nothing else is changed when the variable could not be renamed.
 */
export async function renameConfigured(workbench: Workbench, rename: ConfiguredRename): Promise<string | undefined> {
  const { configurations, openDraft, createId, classes, doWork, name } = workbench;
  const { configuration, from, to } = rename;
  const label = text("gesture.rename", { name: from });
  const failures: string[] = [];
  const attempt = async (work: () => Promise<string | undefined>): Promise<boolean> => {
    try {
      const problem = await work();
      if (problem !== undefined) failures.push(problem);
      return problem === undefined;
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
      return false;
    }
  };
  const isRenamed = await attempt(async () => {
    const content = await configurations?.read(configuration);
    if (content === undefined) return text("application.configuration.missing");
    await configurations?.rename(content, { from, to });
    return undefined;
  });
  if (!isRenamed) return failures[0];
  const plan = (application: string, flow: Flow) =>
    findConfigurationUses(flow, from)
      .filter(({ at }: NameUse) => rename.isChosen(application, `${at.step.id} ${at.path.join(".")}`))
      .map((use) => setText(use.at, use.rename(to)));
  const renameIn = async (application: string): Promise<void> => {
    // A revision on screen does not change; the draft behind it does.
    if (application === name && workbench.document.readOnly === undefined) {
      const operations = plan(name, workbench.document.store.getState().flow);
      if (operations.length > 0) perform(workbench, label, operations);
    } else if (openDraft !== undefined) {
      const edit = {
        label,
        createId,
        classes: classes.store.getState(),
        plan: (flow: Flow) => plan(application, flow),
      };
      await attempt(async () => (await editElsewhere(openDraft(application), edit)).reason);
    }
  };
  const renameInClass = async (file: string): Promise<void> => {
    await attempt(async () => {
      await editOwnCode(workbench, { file, change: (code) => renameInCode(code, { from, to, kind: "config" }) });
      return undefined;
    });
  };
  const works = [
    ...rename.applications.map((application) => () => renameIn(application)),
    ...rename.classes.map((file) => () => renameInClass(file)),
  ];
  await doWork(text("work.rename", { name: from }), async ({ signal, tell }) => {
    for (const [done, work] of works.entries()) {
      if (signal.aborted) {
        failures.push(text("rename.stopped", { count: works.length - done }));
        return;
      }
      tell({ done, total: works.length });
      await work();
    }
  });
  return failures.length === 0 ? undefined : failures.join(" ");
}
