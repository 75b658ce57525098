import { type ReactElement, useMemo } from "react";
import { isJsonObject, type JsonObject, ownValue } from "../../../core/base/json.ts";
import { perform } from "../../commands/perform.ts";
import { useDocument, useWorkbench } from "../../commands/WorkbenchContext.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "../Form.module.css";
import { VariableRow } from "./VariableRow.tsx";

/** The variables of the application: added, renamed with all their uses, changed, deleted. */
export function VariablesSection(): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const list = useDocument(({ edit }) => ownValue(edit.document, "app_variables"));
  const variables = useMemo(() => readVariables(list), [list]);
  const add = (): void => {
    const names = new Set(variables.map(({ name }) => name));
    let number = 1;
    while (names.has(`variable_${number}`)) number += 1;
    const variable = { name: `variable_${number}`, value: "" };
    perform(workbench, t("gesture.addVariable"), [{ op: "addVariable", variable }]);
  };
  return (
    <section className={styles.section} aria-label={t("application.variables")}>
      <h3 className={styles.sectionTitle}>{t("application.variables")}</h3>
      {variables.length === 0 ? <p className={styles.note}>{t("application.variables.none")}</p> : null}
      {variables.map(({ name, entry }) => (
        <VariableRow key={name} name={name} entry={entry} />
      ))}
      <button type="button" className={styles.fold} onClick={add}>
        <Icon name="plus" size={14} />
        {t("application.variables.add")}
      </button>
    </section>
  );
}

/** Of two entries of one name the first counts; what is no variable is left alone. */
function readVariables(list: unknown): { name: string; entry: JsonObject }[] {
  const found = new Map<string, JsonObject>();
  for (const entry of Array.isArray(list) ? list : []) {
    const name = isJsonObject(entry) ? ownValue(entry, "name") : undefined;
    if (isJsonObject(entry) && typeof name === "string" && !found.has(name)) found.set(name, entry);
  }
  return [...found].map(([name, entry]) => ({ name, entry }));
}
