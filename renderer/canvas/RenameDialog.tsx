import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import type { EditOperation } from "../../core/model/operations/EditOperation.ts";
import { listOwnClasses, readOwnCode } from "../commands/ownCode.ts";
import { perform } from "../commands/perform.ts";
import { renameInClasses } from "../commands/renameInClasses.ts";
import { useDocument, useSession, useWorkbench } from "../commands/WorkbenchContext.ts";
import { findVariable } from "../state/edits/findVariable.ts";
import { findCodeUses } from "../state/refactor/codeUses.ts";
import { setText } from "../state/refactor/FlowText.ts";
import { findUses, type NameUse } from "../state/refactor/findUses.ts";
import { findVariableUses, renameVariable } from "../state/refactor/findVariableUses.ts";
import type { Renaming } from "../state/session/SessionState.ts";
import { useText } from "../text/useText.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { ReadFailure } from "../ui/ReadFailure.tsx";
import styles from "./FindPanel.module.css";
import { RenameConfigured } from "./RenameConfigured.tsx";
import { keyOfClass, keyOfUse, listCodeUse, listUse, UseList } from "./UseList.tsx";

/** Asks which uses of the name of a step or variable change with it. */
export function RenameDialog(): ReactElement | null {
  const renaming = useSession((state) => state.renaming);
  if (renaming === undefined) return null;
  if (!("variable" in renaming) || renaming.configuration === undefined) return <RenameHere renaming={renaming} />;
  const { configuration, variable, name } = renaming;
  return <RenameConfigured configuration={configuration} from={variable} to={name} />;
}

/** All in the application is one gesture; the code of own step classes becomes their drafts. */
function RenameHere({ renaming }: { renaming: Renaming }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const { document, session, canvas } = workbench;
  const flow = useDocument((state) => state.flow);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const isStep = "step" in renaming;
  const { name: to } = renaming;
  const old = isStep ? (flow.byId.get(renaming.step)?.name ?? "") : renaming.variable;
  const uses = isStep ? findUses(flow, old) : findVariableUses(flow, old);
  const files = isStep ? listOwnClasses(workbench, flow) : [];
  const own = useQuery({
    queryKey: ["own-code", ...files],
    queryFn: () => readOwnCode(workbench, files),
    enabled: files.length > 0,
    gcTime: 0,
    retry: false,
  });
  const codeUses = findCodeUses(own.data?.texts ?? [], { name: old, kind: "step" });
  const unread = own.data?.unread ?? [];
  const isChosen = (key: string): boolean => !left.has(key);
  const close = (): void => {
    session.set({ renaming: undefined });
    if (isStep) canvas.focus();
  };
  const rename = (): void => {
    const chosen = uses.filter((use) => isChosen(keyOfUse(use)));
    const operations = isStep ? ofStep(renaming, chosen) : ofVariable(chosen);
    // Without it the code must not speak of the new name.
    if (perform(workbench, t("gesture.rename", { name: old }), operations) && isStep) {
      const files = codeUses.map(({ file }) => file).filter((file) => isChosen(keyOfClass(file)));
      void renameInClasses(workbench, { step: renaming.step, from: old, to, files });
    }
    close();
  };
  const ofVariable = (chosen: readonly NameUse[]): EditOperation[] => {
    const variable = findVariable(document.store.getState().edit.document, old) ?? { name: old };
    return renameVariable(chosen, { variable, from: old, to });
  };
  return (
    <Dialog
      onClose={close}
      title={t("rename.title", { from: old, to })}
      width={620}
      actions={
        <>
          <Button variant="default" onClick={close}>
            {t("rename.cancel")}
          </Button>
          <Button onClick={rename} disabled={own.isLoading} data-autofocus>
            {t("rename.submit")}
          </Button>
        </>
      }
    >
      <p className={styles.help}>{t(isStep ? "rename.help" : "rename.variable.help")}</p>
      {codeUses.length === 0 ? null : <p className={styles.help}>{t("rename.code.help")}</p>}
      {own.isLoading ? (
        <p className={styles.help} role="status">
          {t("rename.code.loading")}
        </p>
      ) : null}
      {unread.length === 0 ? null : (
        <ReadFailure reason={t("find.unread", { names: unread.join(", ") })} onRetry={() => void own.refetch()} />
      )}
      <UseList
        groups={[
          ...(uses.length === 0
            ? []
            : [{ key: "here", uses: uses.map((use) => listUse(use, { name: old, prefix: "", isChosen })) }]),
          ...(codeUses.length === 0
            ? []
            : [
                {
                  key: "classes",
                  title: t("find.classes"),
                  uses: codeUses.map((use) => listCodeUse(use, { name: old, isChosen })),
                },
              ]),
        ]}
        onToggle={(key) => setLeft(left.symmetricDifference(new Set([key])))}
      />
    </Dialog>
  );
}

function ofStep({ step, name }: { step: string; name: string }, chosen: readonly NameUse[]): EditOperation[] {
  return [...chosen.map((use) => setText(use.at, use.rename(name))), { op: "renameStep", step, name }];
}
