import { Button, CloseButton, TextInput } from "@mantine/core";
import { type ReactElement, useEffect, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import { perform } from "../commands/perform.ts";
import { useDocument, useSession, useWorkbench } from "../commands/WorkbenchContext.ts";
import { findShownCard } from "../state/flow/foldFlow.ts";
import { toStepLook } from "../state/live/toStepLook.ts";
import { type FlowText, setText } from "../state/refactor/FlowText.ts";
import { type FoundText, findTexts, parseSearch, replaceInText } from "../state/refactor/findTexts.ts";
import { useText } from "../text/useText.ts";
import styles from "./FindPanel.module.css";
import { toExcerpt } from "./toExcerpt.ts";

const mostListed = 200;

/** Search over all texts of the application: go to a place, or replace the text in chosen places as one gesture. */
export function FindPanel(): ReactElement | null {
  const query = useSession((state) => state.finding);
  return query === undefined ? null : <OpenPanel query={query} />;
}

function OpenPanel({ query }: { query: string }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const { session, canvas, live } = workbench;
  const flow = useDocument((state) => state.flow);
  const changes = useStore(workbench.changes.store);
  const [replacement, setReplacement] = useState("");
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const field = useRef<HTMLInputElement>(null);
  const search = useMemo(() => parseSearch(query), [query]);
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
  useEffect(() => field.current?.select(), []);
  const close = (): void => {
    session.set({ finding: undefined });
    canvas.focus();
  };
  const go = ({ at }: FoundText): void => {
    if (at.place === "note") session.select({ notes: new Set([at.id]) });
    else if (at.place === "group") session.select({ groups: new Set([at.id]) });
    else {
      session.select({ steps: new Set([at.step.id]) });
      const card = findShownCard(flow, at.step.id);
      if (card !== undefined) canvas.reveal(card);
    }
    const note = at.place === "note" ? flow.notes.find(({ id }) => id === at.id) : undefined;
    if (note !== undefined) canvas.reveal(note);
  };
  const chosen = found.filter((one) => one.count > 0 && !left.has(keyOf(one.at)));
  const replaceAll = (): void => {
    const operations = chosen.map(({ at }) => {
      const text = replaceInText(at.text, { from: search.text, to: replacement });
      return setText(at, text);
    });
    // Names last: what is written elsewhere of a step is found by its id.
    const isName = (op: string): number => (op === "renameStep" ? 1 : 0);
    perform(
      workbench,
      t("gesture.replace"),
      operations.toSorted((a, b) => isName(a.op) - isName(b.op)),
    );
    // The button that was pressed has nothing left to do and cannot keep the focus.
    field.current?.focus();
  };
  return (
    <section
      className={styles.panel}
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
        <Button size="xs" variant="default" disabled={search.text === "" || chosen.length === 0} onClick={replaceAll}>
          {t("find.replaceAll")}
        </Button>
      </div>
      <p className={styles.count} role="status">
        {query === "" ? "" : found.length === 0 ? t("find.none") : t("find.found", { count: found.length })}
      </p>
      <ul className={styles.found}>
        {found.slice(0, mostListed).map((one) => (
          <li key={keyOf(one.at)}>
            {one.count === 0 ? null : (
              <input
                type="checkbox"
                aria-label={`${t("find.replaceAll")}: ${titleOf(one.at)}`}
                checked={!left.has(keyOf(one.at))}
                onChange={() => setLeft(left.symmetricDifference(new Set([keyOf(one.at)])))}
              />
            )}
            <button type="button" onClick={() => go(one)}>
              <span className={styles.where}>
                <strong>{titleOf(one.at) || t("find.place.note")}</strong>
                <span>{"path" in one.at ? one.at.path.join(".") : t(`find.place.${one.at.place}`)}</span>
              </span>
              {one.at.place === "name" ? null : (
                <code className={styles.excerpt}>{toExcerpt(one.at.text, search.text)}</code>
              )}
            </button>
          </li>
        ))}
      </ul>
      {found.length > mostListed ? <p className={styles.count}>{t("find.more", { count: mostListed })}</p> : null}
    </section>
  );
}

function titleOf(at: FlowText): string {
  return "step" in at ? at.step.name : at.place === "group" ? at.text : "";
}

function keyOf(at: FlowText): string {
  return "step" in at ? `${at.step.id} ${"path" in at ? at.path.join("\n") : ""}` : `${at.place} ${at.id}`;
}
