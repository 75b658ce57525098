import { Button, CloseButton, SegmentedControl, TextInput } from "@mantine/core";
import { type ReactElement, useEffect, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import { goToStep } from "../commands/goToStep.ts";
import { perform } from "../commands/perform.ts";
import { undoReplacement } from "../commands/undoReplacement.ts";
import { useDocument, useSession, useWorkbench } from "../commands/WorkbenchContext.ts";
import { toStepLook } from "../state/live/toStepLook.ts";
import { type Replacement, replaceTexts } from "../state/refactor/everywhere.ts";
import { type FoundText, findTexts, parseSearch } from "../state/refactor/findTexts.ts";
import { hashJson } from "../state/session/hashJson.ts";
import { useText } from "../text/useText.ts";
import { ReadFailure } from "../ui/ReadFailure.tsx";
import { WorkProgress } from "../ui/WorkProgress.tsx";
import styles from "./FindPanel.module.css";
import { FoundList } from "./FoundList.tsx";
import { type FoundGroup, keyOf, toItem } from "./foundItems.ts";
import { useEverywhere } from "./useEverywhere.ts";

/** Search over all texts, here or everywhere: go to a place, or replace the text in chosen places, as one gesture for each application. */
export function FindPanel(): ReactElement | null {
  const query = useSession((state) => state.finding);
  return query === undefined ? null : <OpenPanel query={query} />;
}

function OpenPanel({ query }: { query: string }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const { session, canvas, document } = workbench;
  const isEverywhere = useSession((state) => state.findsEverywhere) && workbench.openDraft !== undefined;
  const replaced = useSession((state) => state.replaced);
  const isOverCode = useSession((state) => state.codePane !== undefined);
  const [replacement, setReplacement] = useState("");
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const field = useRef<HTMLInputElement>(null);
  const search = useMemo(() => parseSearch(query), [query]);
  const here = useHere(search);
  const others = useEverywhere(search, isEverywhere);
  const isChosen = (item: { key: string }): boolean => !left.has(item.key);
  const groups = isEverywhere ? [here.group, ...others.groups].filter(({ found }) => found.length > 0) : [here.group];
  const all = groups.flatMap(({ found }) => found);
  const chosen = all.filter((item) => item.isText && isChosen(item));
  useEffect(() => field.current?.select(), []);
  const close = (): void => {
    session.set({ finding: undefined });
    canvas.focus();
  };
  const replaceAll = (): void => {
    const change = { from: search.text, to: replacement };
    const operations = replaceTexts(
      here.found.filter((one) => one.count > 0 && !left.has(keyOf(one.at))),
      change,
    );
    session.set({ replaced: undefined });
    const present = (): string => hashJson(document.store.getState().edit.document);
    const before = present();
    const isDone = perform(workbench, t("gesture.replace"), operations);
    if (isEverywhere) void others.replace(change, isChosen, isDone ? { before, after: present() } : undefined);
    // The button that was pressed has nothing left to do and cannot keep the focus.
    field.current?.focus();
  };
  const takeBack = async (replacement: Replacement): Promise<void> => {
    field.current?.focus();
    await undoReplacement(workbench, replacement);
    await others.refresh();
  };
  const isReading = isEverywhere && others.isReading;
  const count = all.length === 0 ? t("find.none") : t("find.found", { count: all.length });
  return (
    <section
      className={styles.panel}
      data-covers
      data-over={isOverCode ? "code" : undefined}
      aria-label={t("find.title")}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        close();
      }}
    >
      <div className={styles.fields}>
        <TextInput
          ref={field}
          size="xs"
          data-autofocus
          autoFocus
          className={styles.field}
          placeholder={t("find.search")}
          aria-label={t("find.title")}
          value={query}
          onChange={(event) => {
            session.set({ finding: event.currentTarget.value });
            setLeft(new Set());
          }}
        />
        <CloseButton size="sm" aria-label={t("panel.close")} onClick={close} />
      </div>
      <div className={styles.fields}>
        <TextInput
          size="xs"
          className={styles.field}
          placeholder={t("find.replace")}
          aria-label={t("find.replace")}
          value={replacement}
          onChange={(event) => setReplacement(event.currentTarget.value)}
        />
        <Button
          size="xs"
          variant="default"
          disabled={search.text === "" || chosen.length === 0 || document.readOnly !== undefined}
          onClick={replaceAll}
        >
          {t("find.replaceAll")}
        </Button>
      </div>
      {workbench.openDraft === undefined ? null : (
        <SegmentedControl
          size="xs"
          fullWidth
          className={styles.scope}
          aria-label={t("find.where")}
          data={[
            { value: "here", label: t("find.here") },
            { value: "everywhere", label: t("find.everywhere") },
          ]}
          value={isEverywhere ? "everywhere" : "here"}
          onChange={(where) => session.set({ findsEverywhere: where === "everywhere" })}
        />
      )}
      {isReading && query !== "" ? (
        <div className={styles.count}>
          <WorkProgress
            title={t("find.reading")}
            far={others.far}
            onStop={() => session.set({ findsEverywhere: false })}
          />
        </div>
      ) : (
        <p className={styles.count} role="status">
          {query === "" ? "" : count}
        </p>
      )}
      {isEverywhere && others.failure !== undefined ? (
        <ReadFailure
          reason={t("find.failed", { reason: others.failure })}
          onRetry={() => {
            // The button goes with the sentence.
            field.current?.focus();
            void others.refresh();
          }}
        />
      ) : null}
      {isEverywhere && chosen.length > 0 && replacement !== "" ? (
        <p className={styles.count}>{t("find.undo")}</p>
      ) : null}
      {isEverywhere && replaced !== undefined ? (
        <div className={styles.replaced}>
          <span>{t("find.done", { from: replaced.from, to: replaced.to })}</span>
          <Button size="compact-xs" variant="default" onClick={() => void takeBack(replaced)}>
            {t("find.takeBack")}
          </Button>
        </div>
      ) : null}
      {isEverywhere && (search.looks.length > 0 || search.changed) ? (
        <p className={styles.count}>{t("find.filters")}</p>
      ) : null}
      {isEverywhere && others.unread.length > 0 ? (
        <p className={styles.count}>{t("find.unread", { names: others.unread.join(", ") })}</p>
      ) : null}
      <FoundList
        groups={groups}
        hasTitles={isEverywhere}
        wanted={search.text}
        isChosen={isChosen}
        onChoose={({ key }) => setLeft(left.symmetricDifference(new Set([key])))}
      />
    </section>
  );
}

/** What is found in the application on screen. */
function useHere(search: ReturnType<typeof parseSearch>): { found: readonly FoundText[]; group: FoundGroup } {
  const t = useText();
  const workbench = useWorkbench();
  const { session, canvas, live } = workbench;
  const flow = useDocument((state) => state.flow);
  const changes = useStore(workbench.changes.store);
  const found = useMemo(
    () =>
      findTexts({
        flow,
        search,
        lookOf: (step) => toStepLook(live.step(step.id), step),
        isChanged: ({ id }) => changes.has(id) && changes.get(id) !== "moved",
      }),
    [flow, search, live, changes],
  );
  const go = ({ at }: FoundText): void => {
    if ("step" in at) {
      goToStep(workbench, at.step.id, { opens: false });
      return;
    }
    session.select(at.place === "note" ? { notes: new Set([at.id]) } : { groups: new Set([at.id]) });
    const note = at.place === "note" ? flow.notes.find(({ id }) => id === at.id) : undefined;
    if (note !== undefined) canvas.goTo(note);
  };
  const items = found.map((one) => toItem(one, { prefix: "", t, go: () => go(one) }));
  return { found, group: { key: "", title: t("find.here"), found: items } };
}
