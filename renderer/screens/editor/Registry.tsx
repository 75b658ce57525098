import { TextInput, Tooltip } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { StepManifest } from "../../../core/model/StepManifest.ts";
import { perform } from "../../commands/perform.ts";
import type { Workbench } from "../../commands/Workbench.ts";
import { useWorkbench } from "../../commands/WorkbenchContext.ts";
import { addStep, placeAfter } from "../../state/edits/addStep.ts";
import { cardHeight, cardWidth } from "../../state/flow/cardSize.ts";
import { searchClasses } from "../../state/flow/searchClasses.ts";
import { text } from "../../text/texts.ts";
import { useText } from "../../text/useText.ts";
import { draggedClass } from "../../ui/draggedClass.ts";
import { Icon } from "../../ui/Icon.tsx";
import { PanelHead } from "../../ui/PanelHead.tsx";
import styles from "./Registry.module.css";

/** The step classes one can add, by category: drag one to the canvas, or click it to add it after the selected step. */
export function Registry(): ReactElement {
  const t = useText();
  const { classes } = useWorkbench();
  const [query, setQuery] = useState("");
  const found = searchClasses(classes, query);
  const groups = Map.groupBy(found, ({ category }) => category ?? t("registry.other"));
  const sorted = [...groups].sort(([a], [b]) => a.localeCompare(b));
  return (
    <aside className={styles.registry} aria-label={t("registry.title")}>
      <PanelHead title={t("registry.title")} />
      <div className={styles.search}>
        <TextInput
          size="xs"
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
          placeholder={t("registry.search")}
          aria-label={t("registry.search")}
          leftSection={<Icon name="search" size={14} />}
        />
      </div>
      <div className={styles.list}>
        {sorted.map(([category, members]) => (
          <section key={category}>
            <h3 className={styles.category}>{category}</h3>
            {members.map((manifest) => (
              <ClassRow key={`${manifest.syncpack ?? ""}/${manifest.file}`} manifest={manifest} />
            ))}
          </section>
        ))}
        {found.length > 0 ? null : (
          <p className={styles.none}>{t(query === "" ? "registry.empty" : "registry.none")}</p>
        )}
      </div>
    </aside>
  );
}

function ClassRow({ manifest }: { manifest: StepManifest }): ReactElement {
  const workbench = useWorkbench();
  return (
    <Tooltip label={manifest.description} position="right" openDelay={600} multiline maw={280}>
      <button
        type="button"
        className={styles.row}
        draggable
        aria-label={text("registry.add", { name: manifest.friendlyName })}
        onDragStart={(event) => draggedClass.write(event.dataTransfer, manifest)}
        onClick={() => add(workbench, manifest)}
      >
        <span className={styles.tile}>
          <Icon name={manifest.icon ?? "square-function"} size={14} />
        </span>
        <span className={styles.name}>{manifest.friendlyName}</span>
      </button>
    </Tooltip>
  );
}

function add(workbench: Workbench, manifest: StepManifest): void {
  const { document, session, canvas, createId } = workbench;
  const { flow } = document.store.getState();
  const [selected] = session.store.getState().selection.steps;
  const step = selected === undefined ? undefined : flow.byId.get(selected);
  const centre = canvas.centre();
  const free = { x: centre.x - cardWidth / 2, y: centre.y - cardHeight / 2 };
  const id = createId();
  const from = step && { from: step.id, kind: "output" as const, output: step.outputs[0]?.name ?? "" };
  const at = step === undefined ? free : placeAfter(flow, step);
  const label = text("gesture.addStep", { name: manifest.friendlyName });
  if (!perform(workbench, label, addStep({ flow, manifest, id, at, from }))) return;
  session.select({ steps: new Set([id]) });
  canvas.reveal({ ...at, width: cardWidth, height: cardHeight });
}
