import { Button, Checkbox, PasswordInput, TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { VariableChange } from "../../state/ports/ConfigurationListPort.ts";
import { useText } from "../../text/useText.ts";
import styles from "./ConfigurationsScreen.module.css";
import { readValue } from "./variableValue.ts";

/** A line for one more variable. `add` resolves with whether it was stored. */
export function NewVariable({
  taken,
  add,
}: {
  taken: readonly string[];
  add(change: VariableChange): Promise<boolean>;
}): ReactElement {
  const t = useText();
  const [name, setName] = useState("");
  const [value, setValue] = useState("");
  const [encrypted, setEncrypted] = useState(false);
  const isTaken = taken.includes(name.trim());
  const submit = async (): Promise<void> => {
    const given = encrypted ? value : readValue(value);
    if (!(await add({ name: name.trim(), value: given, ...(encrypted ? { encrypted } : {}) }))) return;
    setName("");
    setValue("");
    setEncrypted(false);
  };
  const ValueInput = encrypted ? PasswordInput : TextInput;
  return (
    <form
      className={styles.new}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextInput
        label={t("configurations.newVariable")}
        value={name}
        error={isTaken ? t("configurations.taken") : undefined}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <ValueInput
        className={styles.field}
        label={t("configurations.value")}
        autoComplete="off"
        value={value}
        onChange={({ currentTarget }) => setValue(currentTarget.value)}
      />
      <Checkbox
        className={styles.encrypt}
        label={t("configurations.encrypt")}
        checked={encrypted}
        onChange={({ currentTarget }) => setEncrypted(currentTarget.checked)}
      />
      <Button type="submit" disabled={name.trim() === "" || isTaken}>
        {t("configurations.add")}
      </Button>
    </form>
  );
}
