import { type ChangeEvent, type KeyboardEvent, type ReactElement, useEffect, useMemo, useState } from "react";
import { type JsonObject, type JsonValue, ownValue } from "../../../core/base/json.ts";
import { perform } from "../../commands/perform.ts";
import { useTable } from "../../commands/useTable.ts";
import { useDocument, useWorkbench } from "../../commands/WorkbenchContext.ts";
import { findVariable } from "../../state/edits/findVariable.ts";
import { FieldVisit } from "../../state/form/FieldVisit.ts";
import { readItemText, toFieldText } from "../../state/form/fieldText.ts";
import { findVariableUses, renameVariable } from "../../state/refactor/findVariableUses.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "../Form.module.css";
import { toVariableHint } from "../toHint.ts";
import { useTyping } from "../useTyping.ts";
import { useArrival } from "./useArrival.ts";

/** One application variable: name and value in a line, what it is for beneath. */
export function VariableRow({ name, entry }: { name: string; entry: JsonObject }): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const uses = useDocument(({ flow }) => findVariableUses(flow, name).length);
  const field = useArrival("appvar", name);
  const [draft, setDraft] = useState(name);
  const remove = (): void => {
    perform(workbench, t("gesture.delete"), [{ op: "removeVariable", name }]);
  };
  const onFocus = useTable({ deleteRow: remove });
  const rename = (): void => {
    const to = draft.trim();
    setDraft(name);
    if (to === name || to === "") return;
    const { document } = workbench.document.store.getState().edit;
    if (uses > 0 && findVariable(document, to) === undefined) {
      workbench.session.set({ renaming: { variable: name, name: to } });
      return;
    }
    const variable = findVariable(document, name) ?? entry;
    perform(workbench, t("gesture.rename", { name }), renameVariable([], { variable, from: name, to }));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears where the focus goes
    <div className={styles.variable} data-keys="table" onFocus={onFocus}>
      <div className={styles.row}>
        <input
          ref={field}
          className={`${styles.input} ${styles.key} ${styles.mono}`}
          aria-label={t("application.variable.name", { name })}
          value={draft}
          spellCheck={false}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onBlur={rename}
          onKeyDown={(event) => {
            if (event.key === "Enter") event.currentTarget.blur();
            if (event.key === "Escape") setDraft(name);
          }}
        />
        <EntryInput name={name} entry={entry} entryKey="value" />
        <button
          type="button"
          className={styles.tool}
          aria-label={t("application.variable.delete", { name })}
          onClick={remove}
        >
          <Icon name="trash-2" size={14} />
        </button>
      </div>
      <div className={styles.row}>
        <EntryInput name={name} entry={entry} entryKey="description" />
        <button
          type="button"
          className={styles.uses}
          disabled={uses === 0}
          aria-label={t("application.variable.usesOf", { name, count: uses })}
          onClick={() => workbench.session.set({ finding: `uses:"${name}"`, findsEverywhere: false })}
        >
          {t("application.variable.uses", { count: uses })}
        </button>
      </div>
    </div>
  );
}

interface EntryInputProps {
  name: string;
  entry: JsonObject;
  entryKey: "value" | "description";
}

function EntryInput({ name, entry, entryKey }: EntryInputProps): ReactElement {
  const t = useText();
  const { document, clock, notify } = useWorkbench();
  const value = ownValue(entry, entryKey);
  const visit = useMemo(
    () =>
      new FieldVisit({
        document,
        clock,
        label: t("gesture.set", { name }),
        toOperations: (next) => {
          const present = findVariable(document.store.getState().edit.document, name) ?? { name };
          return [{ op: "setVariable", name, variable: withValue(present, entryKey, next) }];
        },
        onRefusal: (reason) => notify(reason, "error"),
      }),
    [document, clock, notify, t, name, entryKey],
  );
  useEffect(() => () => visit.end(), [visit]);
  const typing = useTyping(value, { visit, toText: toFieldText });
  const field = {
    className: `${styles.input} ${styles.cell}`,
    "aria-label": t(`application.variable.${entryKey}`, { name }),
    value: typing.text,
    placeholder: entryKey === "value" ? toVariableHint(entry, t) : t("application.variable.description.hint"),
    onChange: ({ currentTarget: { value: text } }: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
      const next = text === "" && entryKey === "description" ? undefined : readItemText(text, value);
      typing.type(text, next);
    },
    onBlur: typing.leave,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      visit.store();
    },
  };
  // A description is seen as a whole: its field grows with it.
  if (entryKey === "description")
    return <textarea rows={1} {...field} className={`${field.className} ${styles.single}`} />;
  return <input {...field} spellCheck={false} />;
}

/** A copy of an entry with a key set or left out, in its place. */
function withValue(entry: JsonObject, key: string, value: JsonValue | undefined): JsonObject {
  const { [key]: _, ...rest } = entry;
  if (value === undefined) return rest;
  return Object.hasOwn(entry, key) ? { ...entry, [key]: value } : { ...rest, [key]: value };
}
