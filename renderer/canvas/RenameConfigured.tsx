import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import { readText } from "../../core/model/readApplication.ts";
import { readOwnCode } from "../commands/ownCode.ts";
import { renameConfigured } from "../commands/renameConfigured.ts";
import { useClasses, useDocument, useWorkbench } from "../commands/WorkbenchContext.ts";
import type { Count } from "../state/ports/WorkPort.ts";
import { findCodeUses } from "../state/refactor/codeUses.ts";
import { readEverywhere } from "../state/refactor/everywhere.ts";
import { findConfigurationUses } from "../state/refactor/findVariableUses.ts";
import { useText } from "../text/useText.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { ReadFailure } from "../ui/ReadFailure.tsx";
import { WorkProgress } from "../ui/WorkProgress.tsx";
import styles from "./FindPanel.module.css";
import { keyOfClass, listCodeUse, listUse, type UseGroup, UseList } from "./UseList.tsx";

/** The variable of a configuration that gets another name. */
export interface RenameConfiguredProps {
  configuration: string;
  from: string;
  to: string;
}

/**
 * Asks which uses of a variable of the configuration change with it, in all applications. Those of applications that are
 * aligned with it are chosen at first; others may run with it or not, and a literal in code may mean something else.
 */
export function RenameConfigured({ configuration, from, to }: RenameConfiguredProps): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const queries = useQueryClient();
  const classes = useClasses();
  const { name, openDraft, places, code, session, notify } = workbench;
  const here = useDocument(({ flow }) => flow);
  const title = useDocument(({ edit }) => readText(edit.document, "friendly_name")) || name;
  const aligned = useDocument(({ edit }) => readText(edit.document, "configuration"));
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const [far, setFar] = useState<Count>();
  const { data, error, isLoading, refetch } = useQuery({
    queryKey: ["rename-configured", name],
    queryFn: async ({ signal }) => {
      const files = classes.classes.flatMap(({ file, syncpack }) => (syncpack === undefined ? [file] : []));
      const others = (await places.list()).filter((one) => one.name !== name);
      const source = { classes: { ...classes, classes: [] }, port: code.port, signal, onProgress: setFar };
      const found = openDraft && (await readEverywhere({ applications: others, openDraft, ...source }));
      const own = await readOwnCode(workbench, files);
      return {
        applications: found?.applications ?? [],
        unread: [...(found?.unread ?? []), ...own.unread],
        texts: own.texts,
      };
    },
    gcTime: 0,
    retry: false,
  });
  const applications = [{ name, title, configuration: aligned, flow: here }, ...(data?.applications ?? [])];
  const isAligned = new Map(applications.map((one) => [one.name, one.configuration === configuration]));
  const isChosen = (key: string): boolean => toggled.has(key) !== (isAligned.get(key.split("\n")[0] ?? "") ?? false);
  const groups = applications.flatMap((one): UseGroup[] => {
    const uses = findConfigurationUses(one.flow, from);
    if (uses.length === 0) return [];
    const heading = isAligned.get(one.name) ? one.title : t("rename.config.other", { name: one.title });
    const prefix = `${one.name}\n`;
    return [{ key: one.name, title: heading, uses: uses.map((use) => listUse(use, { name: from, prefix, isChosen })) }];
  });
  const codeUses = findCodeUses(data?.texts ?? [], { name: from, kind: "config" });
  const listed = codeUses.map((use) => listCodeUse(use, { name: from, isChosen }));
  const shown =
    listed.length === 0 ? groups : [...groups, { key: "\nclasses", title: t("find.classes"), uses: listed }];
  const close = (): void => session.set({ renaming: undefined });
  const rename = async (): Promise<void> => {
    close();
    const problem = await renameConfigured(workbench, {
      configuration,
      from,
      to,
      applications: groups.map((one) => one.key),
      classes: codeUses.flatMap(({ file }) => (isChosen(keyOfClass(file)) ? [file] : [])),
      isChosen: (application, use) => isChosen(`${application}\n${use}`),
    });
    if (problem !== undefined) notify(problem, "error");
    await queries.invalidateQueries({ queryKey: ["configuration", configuration] });
    await queries.invalidateQueries({ queryKey: ["resolve"] });
  };
  return (
    <Dialog
      onClose={close}
      title={t("rename.title", { from, to })}
      width={620}
      actions={
        <>
          <Button variant="default" onClick={close}>
            {t("rename.cancel")}
          </Button>
          <Button disabled={isLoading} onClick={() => void rename()} data-autofocus>
            {t("rename.submit")}
          </Button>
        </>
      }
    >
      <p className={styles.help}>{t("rename.config.help", { name: configuration })}</p>
      {isLoading ? <WorkProgress title={t("find.reading")} far={far} /> : null}
      {error === null ? null : (
        <ReadFailure reason={t("find.failed", { reason: error.message })} onRetry={() => void refetch()} />
      )}
      {!isLoading && error === null && shown.length === 0 ? (
        <p className={styles.help}>{t("rename.config.unused")}</p>
      ) : null}
      {data === undefined || data.unread.length === 0 ? null : (
        <p className={styles.help}>{t("find.unread", { names: data.unread.join(", ") })}</p>
      )}
      <UseList groups={shown} onToggle={(key) => setToggled(toggled.symmetricDifference(new Set([key])))} />
    </Dialog>
  );
}
