import { Button } from "@mantine/core";
import { type ReactElement, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { formatJson, isJsonEqual, isJsonObject, type JsonValue } from "../../core/base/json.ts";
import { CodeEditor } from "../code/CodeEditor.tsx";
import { useDocument, useWorkbench } from "../commands/WorkbenchContext.ts";
import { parametersOf, type ReadParameters, readParameters, setParameters } from "../state/edits/setParameters.ts";
import { describeParameters } from "../state/form/describeDocument.ts";
import { FieldVisit } from "../state/form/FieldVisit.ts";
import { useText } from "../text/useText.ts";
import styles from "./Form.module.css";
import { TypedBefore } from "./TypedBefore.tsx";

/** The parameters of a step as one JSON text. What is typed is stored as long as it is JSON; a visit is one gesture. */
export function ParametersJson({ step: id }: { step: string }): ReactElement | null {
  const t = useText();
  const { document, clock, notify, unfinished } = useWorkbench();
  const step = useDocument(useCallback(({ flow }) => flow.byId.get(id), [id]));
  const place = `parameters ${id}`;
  // What was left broken is there again, and only offered where it would overwrite what came meanwhile.
  const [left, setLeft] = useState(() =>
    step === undefined || document.readOnly !== undefined ? undefined : unfinished.read(place, parametersOf(step)),
  );
  const [typed, setTyped] = useState(left?.isOutdated ? undefined : left?.text);
  const offered = left?.isOutdated ? left.text : undefined;
  const over = useRef<JsonValue | undefined>(step && parametersOf(step));
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
  const read = typed === undefined ? undefined : readParameters(step, typed);
  // An undo, or another window, changed them meanwhile.
  const isOutdated = read?.ok === true && !visit.isWaiting && !isJsonEqual(read.parameters, present);
  const text = typed === undefined || isOutdated ? formatJson(present).trimEnd() : typed;
  const problem = read === undefined || read.ok ? undefined : toSentence(read, t);
  const onChange = (next: string): void => {
    setTyped(next);
    const given = readParameters(step, next);
    // What becomes broken now is typed over what is there now.
    if (read?.ok !== false) over.current = visit.latest(present);
    if (!given.ok) unfinished.keep(place, next, over.current);
    else if (offered === undefined) unfinished.keep(place, undefined);
    if (given.ok) visit.type(given.parameters);
  };
  const decide = (): void => {
    // Not what was typed instead.
    if (read?.ok !== false) unfinished.keep(place, undefined);
    setLeft(undefined);
    foot.current?.focus();
  };
  const leave = (): void => {
    visit.end();
    // What is broken stays to be mended.
    if (read?.ok !== false) setTyped(undefined);
  };
  const drop = (): void => {
    unfinished.keep(place, undefined);
    setTyped(undefined);
    foot.current?.focus();
  };
  return (
    <section className={styles.section} aria-label={label}>
      {offered === undefined ? null : (
        <TypedBefore
          text={offered}
          onUse={() => {
            decide();
            onChange(offered);
          }}
          onDiscard={decide}
        />
      )}
      <div className={styles.jsonField} data-wrong={problem !== undefined}>
        <CodeEditor
          code={text}
          language="json"
          label={label}
          schema={schema}
          onChange={document.readOnly === undefined ? onChange : undefined}
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
          <Button size="compact-xs" variant="default" onClick={drop}>
            {t("form.json.drop")}
          </Button>
        </div>
      )}
    </section>
  );
}

function toSentence(read: Exclude<ReadParameters, { ok: true }>, t: ReturnType<typeof useText>): string {
  if ("message" in read) return t("form.json.broken", { reason: read.message });
  return "base" in read ? t("form.json.base", { names: read.base.join(", ") }) : t("form.json.noObject");
}
