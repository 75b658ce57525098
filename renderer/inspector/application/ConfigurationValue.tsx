import { type ReactElement, useState } from "react";
import type { JsonValue } from "../../../core/base/json.ts";
import { useWorkbench } from "../../commands/WorkbenchContext.ts";
import { readItemText, toFieldText } from "../../state/form/fieldText.ts";
import type { ConfigurationVariableItem } from "../../state/ports/ConfigurationPort.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "../Form.module.css";
import { useArrival } from "./useArrival.ts";

interface ConfigurationValueProps {
  variable: ConfigurationVariableItem;
  /** Resolves with whether it was stored. */
  onSet: (value: JsonValue) => Promise<boolean>;
}

/** One variable of a configuration. An encrypted one is never shown: it can only be replaced. */
export function ConfigurationValue({ variable, onSet }: ConfigurationValueProps): ReactElement {
  const t = useText();
  const { name, value, encrypted, isSet } = variable;
  const { session } = useWorkbench();
  const field = useArrival("config", name);
  const [draft, setDraft] = useState<string>();
  const store = async (): Promise<void> => {
    const shown = encrypted ? "" : toFieldText(value);
    if (draft === undefined || draft === shown || (encrypted && draft === "")) setDraft(undefined);
    else if (await onSet(readItemText(draft, value))) setDraft(undefined);
  };
  return (
    <div className={styles.row}>
      <span className={styles.variableName} title={name}>
        {encrypted ? <Icon name="lock" size={12} /> : null}
        <span>{name}</span>
      </span>
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
        }}
      />
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
