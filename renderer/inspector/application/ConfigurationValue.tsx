import { type ReactElement, useState } from "react";
import type { JsonValue } from "../../../core/base/json.ts";
import { useWorkbench } from "../../commands/WorkbenchContext.ts";
import { readItemText, toFieldText } from "../../state/form/fieldText.ts";
import type { ConfigurationContent, ConfigurationVariableItem } from "../../state/ports/ConfigurationPort.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "../Form.module.css";
import { useArrival } from "./useArrival.ts";

interface ConfigurationValueProps {
  /** The configuration it is in. */
  configuration: ConfigurationContent;
  variable: ConfigurationVariableItem;
  /** Resolves with whether it was stored. */
  onSet: (value: JsonValue) => Promise<boolean>;
}

/** One variable of a configuration, which can be renamed with its uses. An encrypted one is never shown: it can only be replaced. */
export function ConfigurationValue({ configuration, variable, onSet }: ConfigurationValueProps): ReactElement {
  const t = useText();
  const { name, value, encrypted, isSet } = variable;
  const { session, notify } = useWorkbench();
  const field = useArrival("config", name);
  const [draft, setDraft] = useState<string>();
  const [newName, setNewName] = useState<string>();
  const rename = (): void => {
    const to = newName?.trim() ?? "";
    setNewName(undefined);
    if (to === "" || to === name) return;
    if (configuration.variables.some((one) => one.name === to))
      notify(t("application.configuration.taken", { name: to }), "error");
    else session.set({ renaming: { variable: name, name: to, configuration: configuration.name } });
  };
  const store = async (): Promise<void> => {
    const shown = encrypted ? "" : toFieldText(value);
    if (draft === undefined || draft === shown || (encrypted && draft === "")) setDraft(undefined);
    else if (await onSet(readItemText(draft, value))) setDraft(undefined);
  };
  return (
    <div className={styles.row}>
      {newName === undefined ? (
        <span className={styles.variableName} title={name}>
          {encrypted ? <Icon name="lock" size={12} /> : null}
          <span>{name}</span>
        </span>
      ) : (
        <input
          ref={takeFocus}
          className={`${styles.input} ${styles.key} ${styles.mono}`}
          aria-label={t("application.configuration.newName", { name })}
          value={newName}
          spellCheck={false}
          onChange={(event) => setNewName(event.currentTarget.value)}
          onBlur={rename}
          onKeyDown={(event) => {
            if (event.key === "Enter") event.currentTarget.blur();
            if (event.key === "Escape") setNewName(undefined);
          }}
        />
      )}
      <input
        ref={field}
        className={`${styles.input} ${styles.cell}`}
        type={encrypted ? "password" : "text"}
        autoComplete="off"
        spellCheck={false}
        aria-label={t(encrypted ? "application.replace" : "application.valueOf", { name })}
        value={draft ?? (encrypted ? "" : toFieldText(value))}
        placeholder={t(!encrypted ? "form.value" : isSet ? "application.isSet" : "application.isUnset")}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={() => void store()}
        onKeyDown={(event) => {
          if (event.key === "Enter") void store();
          if (event.key === "Escape") setDraft(undefined);
          if (event.key === "F2") {
            event.preventDefault();
            setNewName(name);
          }
        }}
      />
      <button
        type="button"
        className={styles.tool}
        aria-label={t("application.configuration.rename", { name })}
        title={t("application.configuration.rename", { name })}
        onClick={() => setNewName(name)}
      >
        <Icon name="pencil" size={14} />
      </button>
      <button
        type="button"
        className={styles.tool}
        aria-label={t("application.configuration.uses", { name })}
        title={t("application.configuration.uses", { name })}
        onClick={() => session.set({ finding: `uses:"${name}"`, findsEverywhere: true })}
      >
        <Icon name="search" size={14} />
      </button>
    </div>
  );
}

/** The field that has just come takes the keys, its text chosen. */
function takeFocus(field: HTMLInputElement | null): void {
  field?.focus();
  field?.select();
}
