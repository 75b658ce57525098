import { useReactFlow } from "@xyflow/react";
import { type ReactElement, useEffect, useRef, useState } from "react";
import type { StepManifest } from "../../core/model/StepManifest.ts";
import { perform } from "../commands/perform.ts";
import { useSession, useWorkbench } from "../commands/WorkbenchContext.ts";
import { addStep } from "../state/edits/addStep.ts";
import { searchClasses } from "../state/flow/searchClasses.ts";
import type { Chooser } from "../state/session/SessionState.ts";
import { useText } from "../text/useText.ts";
import { Icon } from "../ui/Icon.tsx";
import styles from "./ClassChooser.module.css";

/** The list of step classes that opens on the canvas: type, choose, and the step is there and wired. */
export function ClassChooser(): ReactElement | null {
  const chooser = useSession((state) => state.chooser);
  return chooser === undefined ? null : <OpenChooser chooser={chooser} />;
}

function OpenChooser({ chooser }: { chooser: Chooser }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const { flowToScreenPosition } = useReactFlow();
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const found = searchClasses(workbench.classes, query).slice(0, 50);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    // It may return a promise, which would pass for a clean-up.
    list.current?.children[active]?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const close = (): void => {
    workbench.session.set({ chooser: undefined });
    workbench.canvas.focus();
  };
  const choose = (manifest: StepManifest | undefined): void => {
    if (manifest === undefined) return;
    const { flow } = workbench.document.store.getState();
    const id = workbench.createId();
    const edge = flow.edges.find((one) => one.id === chooser.edge);
    const operations = addStep({ flow, manifest, id, at: chooser.at, from: chooser.from, edge });
    const label = t("gesture.addStep", { name: manifest.friendlyName });
    if (perform(workbench, label, operations)) workbench.session.select({ steps: new Set([id]) });
    close();
  };
  const { x, y } = flowToScreenPosition(chooser.at);
  const place = { left: Math.min(x, window.innerWidth - 300), top: Math.min(y, window.innerHeight - 340) };
  return (
    <div className={styles.chooser} style={place} role="dialog" aria-label={t("chooser.title")}>
      <input
        ref={field}
        className={styles.search}
        placeholder={t("chooser.search")}
        aria-label={t("chooser.search")}
        role="combobox"
        aria-expanded="true"
        aria-controls="class-list"
        aria-activedescendant={found[active] === undefined ? undefined : `class-${active}`}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
        }}
        onBlur={close}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") setActive(Math.min(active + 1, found.length - 1));
          else if (event.key === "ArrowUp") setActive(Math.max(active - 1, 0));
          else if (event.key === "Enter") choose(found[active]);
          else if (event.key === "Escape") close();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <div ref={list} className={styles.list} id="class-list" role="listbox" aria-label={t("chooser.title")}>
        {found.map((manifest, index) => (
          <div
            key={`${manifest.syncpack ?? ""}/${manifest.file}`}
            id={`class-${index}`}
            className={styles.option}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onPointerEnter={() => setActive(index)}
            // Before the field loses the focus and the list closes.
            onPointerDown={(event) => {
              event.preventDefault();
              choose(manifest);
            }}
          >
            <Icon name={manifest.icon ?? "square-function"} />
            <span className={styles.name}>{manifest.friendlyName}</span>
            <span className={styles.category}>{manifest.category}</span>
          </div>
        ))}
        {found.length === 0 ? <p className={styles.none}>{t("registry.none")}</p> : null}
      </div>
    </div>
  );
}
