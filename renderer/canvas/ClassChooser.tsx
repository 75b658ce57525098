import type { ReactElement } from "react";
import type { StepManifest } from "../../core/model/StepManifest.ts";
import { perform } from "../commands/perform.ts";
import { useClasses, useSession, useWorkbench } from "../commands/WorkbenchContext.ts";
import { addStep } from "../state/edits/addStep.ts";
import { searchClasses } from "../state/flow/searchClasses.ts";
import { replaceClass } from "../state/refactor/replaceClass.ts";
import type { Chooser } from "../state/session/SessionState.ts";
import { useText } from "../text/useText.ts";
import { SearchList } from "./SearchList.tsx";

/** The list of step classes that opens on the canvas: type, choose, and the step is there and wired, or has that class. */
export function ClassChooser(): ReactElement | null {
  const chooser = useSession((state) => state.chooser);
  return chooser === undefined ? null : <OpenChooser chooser={chooser} />;
}

function OpenChooser({ chooser }: { chooser: Chooser }): ReactElement {
  const t = useText();
  const { classes } = useClasses();
  const workbench = useWorkbench();
  const close = (): void => {
    workbench.session.set({ chooser: undefined });
    workbench.canvas.focus();
  };
  const choose = (manifest: StepManifest): void => {
    const { flow } = workbench.document.store.getState();
    const replaced = flow.byId.get(chooser.replace ?? "");
    if (replaced === undefined) {
      const id = workbench.createId();
      const edge = flow.edges.find((one) => one.id === chooser.edge);
      const operations = addStep({ flow, manifest, id, at: chooser.at, from: chooser.from, edge });
      const label = t("gesture.addStep", { name: manifest.friendlyName });
      if (perform(workbench, label, operations)) workbench.session.select({ steps: new Set([id]) });
    } else perform(workbench, t("gesture.replaceClass", { name: replaced.name }), replaceClass(replaced, manifest));
    close();
  };
  const isReplacing = chooser.replace !== undefined;
  return (
    <SearchList
      title={t(isReplacing ? "command.step.replaceClass" : "chooser.title")}
      placeholder={t(isReplacing ? "chooser.replace" : "chooser.search")}
      none={t("registry.none")}
      at={chooser.at}
      search={(query) =>
        searchClasses(classes, query).map((manifest) => ({
          key: `${manifest.syncpack ?? ""}/${manifest.file}`,
          icon: manifest.icon ?? "square-function",
          name: manifest.friendlyName,
          detail: manifest.category,
          manifest,
        }))
      }
      onChoose={({ manifest }) => choose(manifest)}
      onClose={close}
    />
  );
}
