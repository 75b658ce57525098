import { Button } from "@mantine/core";
import { type ReactElement, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { formatJson, isJsonEqual, isJsonObject } from "../../core/base/json.ts";
import { CodeEditor } from "../code/CodeEditor.tsx";
import { useDocument, useWorkbench } from "../commands/WorkbenchContext.ts";
import { parametersOf, type ReadParameters, readParameters, setParameters } from "../state/edits/setParameters.ts";
import { describeParameters } from "../state/form/describeDocument.ts";
import { FieldVisit } from "../state/form/FieldVisit.ts";
import { hashJson } from "../state/session/hashJson.ts";
import { useText } from "../text/useText.ts";
import styles from "./Form.module.css";
import { StoredSince } from "./StoredSince.tsx";
import { useUnfinished } from "./useUnfinished.ts";

/**
 * The parameters of a step as one JSON text. What is typed is stored as long as it is JSON; a visit is one gesture. What is
 * broken stays until it is mended or dropped, and replaces nothing by itself that was stored meanwhile.
 */
export function ParametersJson({ step: id }: { step: string }): ReactElement | null {
  const t = useText();
  const { document, clock, notify } = useWorkbench();
  const step = useDocument(useCallback(({ flow }) => flow.byId.get(id), [id]));
  const { left, keep, drop } = useUnfinished(`parameters ${id}`);
  const [typed, setTyped] = useState(document.readOnly === undefined ? left?.text : undefined);
  const foot = useRef<HTMLParagraphElement>(null);
  const label = t("form.json");
  const visit = useMemo(
    () =>
      new FieldVisit({
        document,
        clock,
        label: t("gesture.set", { name: t("form.main") }),
        toOperations(value) {
          const present = document.store.getState().flow.byId.get(id);
          return present === undefined || !isJsonObject(value) ? [] : setParameters(present, value);
        },
        onRefusal: (reason) => notify(reason, "error"),
      }),
    [document, clock, notify, t, id],
  );
  useEffect(() => () => visit.end(), [visit]);
  const manifest = step?.manifest;
  const schema = useMemo(() => manifest && describeParameters(manifest), [manifest]);
  const field = useMemo(() => ({ least: 12, most: 40, hint: "{}", onEscape: () => foot.current?.focus() }), []);
  if (step === undefined) return null;
  const present = parametersOf(step);
  const stored = hashJson(visit.latest(present));
  const isOutdated = typed !== undefined && left !== undefined && left.over !== stored;
  const read = typed === undefined ? undefined : readParameters(step, typed);
  // What was typed is stored, and an undo, or another window, changed it meanwhile.
  const isBehind = !left && read?.ok === true && !visit.isWaiting && !isJsonEqual(read.parameters, present);
  const text = typed === undefined || isBehind ? formatJson(present).trimEnd() : typed;
  const problem = read === undefined || read.ok ? undefined : toSentence(read, t);
  const take = (next: string, over: string): void => {
    setTyped(next);
    const given = readParameters(step, next);
    if (!given.ok || over !== stored) {
      keep({ text: next, over });
      return;
    }
    if (left) drop();
    visit.type(given.parameters);
  };
  const leave = (): void => {
    visit.end();
    if (!left) setTyped(undefined);
  };
  const showStored = (): void => {
    drop();
    setTyped(undefined);
    foot.current?.focus();
  };
  return (
    <section className={styles.section} aria-label={label}>
      {isOutdated ? (
        <StoredSince
          stored={present}
          onKeep={() => {
            take(text, stored);
            foot.current?.focus();
          }}
          onDrop={showStored}
        />
      ) : null}
      <div className={styles.jsonField} data-wrong={problem !== undefined}>
        <CodeEditor
          code={text}
          language="json"
          label={label}
          schema={schema}
          onChange={document.readOnly === undefined ? (next) => take(next, left?.over ?? stored) : undefined}
          onFocus={(isFocused) => isFocused || leave()}
          field={field}
        />
      </div>
      <p ref={foot} tabIndex={-1} className={styles.note}>
        {t("form.json.help")}
      </p>
      {problem === undefined ? null : (
        <div className={styles.problem} role="alert">
          <p>{problem}</p>
          {isOutdated ? null : (
            <Button size="compact-xs" variant="default" onClick={showStored}>
              {t("form.json.drop")}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

function toSentence(read: Exclude<ReadParameters, { ok: true }>, t: ReturnType<typeof useText>): string {
  if ("message" in read) return t("form.json.broken", { reason: read.message });
  return "base" in read ? t("form.json.base", { names: read.base.join(", ") }) : t("form.json.noObject");
}
