import { Button, useMantineColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useEffect, useRef, useState } from "react";
import { readText } from "../../core/model/readApplication.ts";
import { createLayoutWorker } from "../canvas/layout/createLayoutWorker.ts";
import { useFirstLayout } from "../canvas/useFirstLayout.ts";
import type { Workbench } from "../commands/Workbench.ts";
import { useDocument, useWorkbench, WorkbenchContext } from "../commands/WorkbenchContext.ts";
import { EditorScreen } from "../screens/editor/EditorScreen.tsx";
import { createSnapshotPort } from "../state/document/createSnapshotPort.ts";
import type { ReadOnly } from "../state/document/DocumentState.ts";
import type { GuideStore } from "../state/guide/createGuideStore.ts";
import { watchDocument, watchRuns } from "../state/guide/watchGuide.ts";
import type { GuideStep } from "../state/ports/GuidePort.ts";
import type { PlacePort } from "../state/ports/PlacePort.ts";
import type { TabStore } from "../state/tabs/createTabStore.ts";
import { useText } from "../text/useText.ts";
import { Message } from "../ui/Message.tsx";
import type { AppPorts } from "./AppPorts.ts";
import { browserClipboard, browserClock, browserStorage, createBrowserId, windowStorage } from "./browser.ts";
import { createWorkbench } from "./createWorkbench.ts";
import { doWork } from "./doWork.tsx";
import { saveFile } from "./saveFile.tsx";
import { tell } from "./tell.tsx";
import { useAddressedCommand } from "./useAddressedCommand.ts";
import { useDesktopMenu } from "./useDesktopMenu.ts";
import { useRunAddress } from "./useRunAddress.ts";
import { useStepAddress } from "./useStepAddress.ts";
import { setTitle } from "./windowTitle.ts";

export interface EditorPageProps {
  name: string;
  /** Show what was published then, read only. */
  revision?: number | undefined;
  /** Whether whoever works here may change applications. */
  mayEdit: boolean;
  /** The name of whoever works here. */
  user: string;
  ports: AppPorts;
  places: PlacePort;
  tabs: TabStore;
  /** The guided first flow; undefined = not available. */
  guide: GuideStore | undefined;
}

/** The editor of one application, from its address. */
export function EditorPage({
  name,
  revision,
  mayEdit,
  user,
  ports,
  places,
  tabs,
  guide,
}: EditorPageProps): ReactElement | null {
  const t = useText();
  const { toggleColorScheme } = useMantineColorScheme();
  const switchTheme = useRef(toggleColorScheme);
  switchTheme.current = toggleColorScheme;
  const [workbench, setWorkbench] = useState<Workbench>();
  const { data, error, refetch } = useQuery({ queryKey: ["classes"], queryFn: () => ports.classes.list() });
  const classList = useRef(data);
  classList.current = data;
  const isListed = data !== undefined;
  useEffect(() => {
    if (!isListed || classList.current === undefined) return undefined;
    const versions = ports.openVersions(name);
    const note = (step: GuideStep): void => guide?.note(name, step);
    const runs = revision === undefined ? ports.openRuns(name) : undefined;
    const read = async () => {
      if (versions === undefined || revision === undefined) throw new Error(t("when.noVersions"));
      return versions.read(revision);
    };
    const opened = createWorkbench({
      name,
      readOnly: whyReadOnly({ revision, mayEdit }),
      draft: revision === undefined ? ports.openDraft(name) : createSnapshotPort(read, revision),
      openDraft: (other) => ports.openDraft(other),
      // A run would be one of the draft, which is not what is on screen.
      runs: runs === undefined ? undefined : watchRuns(runs, note),
      versions,
      transfer: ports.transfer,
      saveFile(file) {
        saveFile(file);
        note("export");
      },
      places,
      shownRun: new URLSearchParams(location.search).get("run") ?? undefined,
      log: ports.log,
      reports: ports.reports,
      stepData: ports.stepData,
      notices: ports.notices,
      names: ports.names,
      configurations: ports.configurations,
      resolver: ports.openResolver(name),
      classPort: ports.classes,
      classList: classList.current,
      user,
      storage: browserStorage,
      windowStorage,
      keys: ports.keys,
      layout: createLayoutWorker(),
      clipboard: browserClipboard,
      clock: browserClock,
      createId: createBrowserId,
      requestFrame: (run) => requestAnimationFrame(run),
      notify: tell,
      doWork,
      switchTheme: () => switchTheme.current(),
    });
    setWorkbench(opened.workbench);
    const stop = guide === undefined ? undefined : watchDocument(opened.workbench.document, { guide, name });
    // What the host does not have yet is still sent when another tab is shown.
    return () => {
      stop?.();
      void opened.workbench.document.settled().then(opened.dispose);
    };
  }, [isListed, name, revision, mayEdit, user, ports, places, guide, t]);
  useEffect(() => {
    // Each time the list is read it is another one; what is open on the bench stays open.
    if (data !== undefined) workbench?.classes.take(data);
  }, [data, workbench]);
  if (error !== null) return <Failed reason={error.message} onRetry={() => void refetch()} />;
  if (workbench === undefined) return <Message title={t("document.loading")} />;
  return (
    <WorkbenchContext value={workbench}>
      <OpenDocument tabs={tabs} onRetry={() => void workbench.document.load()} />
    </WorkbenchContext>
  );
}

function whyReadOnly({ revision, mayEdit }: Pick<EditorPageProps, "revision" | "mayEdit">): ReadOnly | undefined {
  if (revision !== undefined) return { kind: "revision", revision };
  return mayEdit ? undefined : { kind: "role" };
}

function OpenDocument({ tabs, onRetry }: { tabs: TabStore; onRetry: () => void }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const { name, document, canvas } = workbench;
  const status = useDocument((state) => state.status);
  const error = useDocument((state) => state.error);
  const isArranged = useFirstLayout(workbench);
  const title = useDocument(({ edit }) => readText(edit.document, "friendly_name")) ?? name;
  const hasChanges = useDocument(({ history }) => history.changes > 0);
  useEffect(() => {
    if (status !== "ready") return;
    // A revision says nothing of the draft.
    tabs.show(document.readOnly?.kind === "revision" ? { name } : { name, title, hasChanges });
  }, [tabs, status, document, name, title, hasChanges]);
  useEffect(() => {
    // What was clicked to come here is gone: the keys of the canvas count at once.
    if (isArranged && window.document.activeElement === window.document.body) canvas.focus();
  }, [isArranged, canvas]);
  useStepAddress(isArranged);
  useAddressedCommand(isArranged);
  useRunAddress();
  useDesktopMenu();
  useEffect(() => {
    setTitle(t("app.title", { name: title }));
    return () => setTitle(t("app.name"));
  }, [t, title]);
  if (status === "failed") return <Failed reason={error} onRetry={onRetry} />;
  if (status === "loading" || !isArranged) return <Message title={t("document.loading")} />;
  return <EditorScreen />;
}

function Failed({ reason, onRetry }: { reason: string | undefined; onRetry: () => void }): ReactElement {
  const t = useText();
  return (
    <Message title={t("document.failed")} details={reason}>
      <Button onClick={onRetry}>{t("document.retry")}</Button>
    </Message>
  );
}
