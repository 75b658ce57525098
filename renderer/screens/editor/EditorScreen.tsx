import { type ReactElement, useEffect } from "react";
import { Group, Panel, Separator } from "react-resizable-panels";
import { readText } from "../../../core/model/readApplication.ts";
import { FlowCanvas } from "../../canvas/FlowCanvas.tsx";
import { CodePane } from "../../code/classes/CodePane.tsx";
import { loadMonacoWhenIdle } from "../../code/monaco/loadMonaco.ts";
import { useDocument, useSession, useWorkbench } from "../../commands/WorkbenchContext.ts";
import { BottomPanel } from "./BottomPanel.tsx";
import { CommandPalette } from "./CommandPalette.tsx";
import { EditorHeader } from "./EditorHeader.tsx";
import styles from "./EditorScreen.module.css";
import { FileDialogs } from "./file/FileDialogs.tsx";
import { ReadOnlyBanner } from "./file/ReadOnlyBanner.tsx";
import { Opener } from "./Opener.tsx";
import { PinBanner } from "./PinBanner.tsx";
import { Registry } from "./registry/Registry.tsx";
import { CustomRunDialog } from "./run/CustomRunDialog.tsx";
import { RunMessages } from "./run/RunMessages.tsx";
import { StatusBar } from "./StatusBar.tsx";
import { StepPanel } from "./step/StepPanel.tsx";
import { useKeys } from "./useKeys.ts";

/** The application on screen: registry, canvas, step panel, bottom panel. */
export function EditorScreen(): ReactElement {
  const { document, session } = useWorkbench();
  const name = useDocument(
    ({ edit }) => readText(edit.document, "friendly_name") ?? readText(edit.document, "name") ?? "",
  );
  const registry = useSession((state) => state.registry);
  const stepPanel = useSession((state) => state.stepPanel);
  const bottomPanel = useSession((state) => state.bottomPanel);
  const { sizes } = session.store.getState();
  const keep =
    (panel: keyof typeof sizes) =>
    ({ inPixels }: { inPixels: number }): void => {
      const size = Math.round(inPixels);
      const present = session.store.getState().sizes;
      if (size > 0 && size !== present[panel]) session.set({ sizes: { ...present, [panel]: size } });
    };
  useKeys();
  useEffect(loadMonacoWhenIdle, []);
  // What another window deleted is no longer selected here.
  useEffect(() => document.store.subscribe(({ flow }) => session.keep(flow)), [document, session]);
  return (
    <div className={styles.screen}>
      <EditorHeader />
      <ReadOnlyBanner />
      <Group orientation="horizontal" className={styles.middle}>
        {registry ? (
          <>
            <Panel
              id="registry"
              defaultSize={sizes.registry}
              onResize={keep("registry")}
              minSize={180}
              maxSize={400}
              groupResizeBehavior="preserve-pixel-size"
            >
              <Registry />
            </Panel>
            <Separator className={styles.splitter} />
          </>
        ) : null}
        <Panel id="middle" minSize={320}>
          <Group orientation="vertical">
            <Panel id="canvas" minSize={160}>
              <main className={styles.main}>
                <FlowCanvas name={name} />
                <PinBanner />
                <RunMessages />
                <CodePane />
              </main>
            </Panel>
            {bottomPanel ? (
              <>
                <Separator className={styles.splitter} />
                <Panel
                  id="bottom"
                  defaultSize={sizes.bottom}
                  onResize={keep("bottom")}
                  minSize={96}
                  groupResizeBehavior="preserve-pixel-size"
                >
                  <BottomPanel />
                </Panel>
              </>
            ) : null}
          </Group>
        </Panel>
        {stepPanel ? (
          <>
            <Separator className={styles.splitter} />
            <Panel
              id="step"
              defaultSize={sizes.step}
              onResize={keep("step")}
              minSize={280}
              maxSize={900}
              groupResizeBehavior="preserve-pixel-size"
            >
              <StepPanel />
            </Panel>
          </>
        ) : null}
      </Group>
      <StatusBar />
      <CommandPalette />
      <Opener />
      <FileDialogs />
      <CustomRunDialog />
    </div>
  );
}
