import { ActionIcon, Button, PasswordInput, Table, TextInput } from "@mantine/core";
import { type ReactElement, useState } from "react";
import type { JsonValue } from "../../../core/base/json.ts";
import type { ConfigurationVariableItem } from "../../state/ports/ConfigurationPort.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import styles from "./ConfigurationsScreen.module.css";
import { readValue, showValue } from "./variableValue.ts";

export interface VariableRowProps {
  variable: ConfigurationVariableItem;
  mayChange: boolean;
  /** Resolves with whether it was stored. */
  set(value: JsonValue): Promise<boolean>;
  /** Asks for another name. */
  rename(): void;
  remove(): void;
}

/** One variable: its value, or a padlock; an encrypted one can only be replaced. */
export function VariableRow({ variable, mayChange, set, rename, remove }: VariableRowProps): ReactElement {
  const t = useText();
  const [typed, setTyped] = useState<string>();
  const { name, encrypted, isSet, value } = variable;
  const shown = typed ?? (encrypted ? "" : showValue(value));
  const store = (): void => {
    if (typed === undefined) return;
    void set(encrypted ? typed : readValue(typed)).then((isStored) => isStored && setTyped(undefined));
  };
  const field = {
    "aria-label": t("configurations.valueOf", { name }),
    value: shown,
    readOnly: !mayChange,
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => setTyped(currentTarget.value),
  };
  return (
    <Table.Tr>
      <Table.Td className={styles.variable}>
        {name}
        {encrypted ? (
          <span className={styles.lock} title={t("configurations.encrypted")}>
            <Icon name="lock" size={12} />
            <span className="visually-hidden">{t("configurations.encrypted")}</span>
          </span>
        ) : null}
      </Table.Td>
      <Table.Td>
        <form
          className={styles.value}
          onSubmit={(event) => {
            event.preventDefault();
            store();
          }}
        >
          {encrypted ? (
            <PasswordInput
              {...field}
              className={styles.field}
              autoComplete="off"
              placeholder={isSet ? t("configurations.isSet") : t("configurations.isUnset")}
            />
          ) : (
            <TextInput {...field} className={styles.field} />
          )}
          {typed === undefined ? null : (
            <Button type="submit" size="xs">
              {t("places.save")}
            </Button>
          )}
        </form>
      </Table.Td>
      <Table.Td className={styles.menu}>
        {mayChange ? (
          <ActionIcon.Group className={styles.acts}>
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              aria-label={t("configurations.rename", { name })}
              onClick={rename}
            >
              <Icon name="pencil" size={14} />
            </ActionIcon>
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              aria-label={t("configurations.remove", { name })}
              onClick={remove}
            >
              <Icon name="x" size={14} />
            </ActionIcon>
          </ActionIcon.Group>
        ) : null}
      </Table.Td>
    </Table.Tr>
  );
}
