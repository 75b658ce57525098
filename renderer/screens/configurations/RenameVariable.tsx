import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import type { ConfigurationListPort } from "../../state/ports/ConfigurationListPort.ts";
import { useText } from "../../text/useText.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import styles from "./ConfigurationsScreen.module.css";
import { Uses } from "./Uses.tsx";

export interface RenameVariableProps {
  port: Pick<ConfigurationListPort, "usesOfVariable">;
  configuration: string;
  variable: string;
  taken: readonly string[];
  /** Resolves with whether it was stored. */
  rename(to: string): Promise<boolean>;
  openApplication(name: string): void;
  onClose(): void;
}

/** Another name for a variable, and what asks for it by the present one. */
export function RenameVariable(props: RenameVariableProps): ReactElement {
  const { port, configuration, variable, taken, rename, openApplication, onClose } = props;
  const t = useText();
  const [typed, setTyped] = useState(variable);
  const uses = useQuery({
    queryKey: ["variable-uses", configuration, variable],
    queryFn: () => port.usesOfVariable(configuration, variable),
  });
  const name = typed.trim();
  const isTaken = name !== variable && taken.includes(name);
  const submit = async (): Promise<void> => {
    if (await rename(name)) onClose();
  };
  return (
    <Dialog
      title={t("configurations.rename.title", { name: variable })}
      onClose={onClose}
      actions={
        <>
          <Button variant="default" onClick={onClose}>
            {t("places.cancel")}
          </Button>
          <Button
            type="submit"
            form="rename-variable"
            disabled={name === "" || name === variable || isTaken || uses.data === undefined}
          >
            {t("configurations.rename.do")}
          </Button>
        </>
      }
    >
      <form
        id="rename-variable"
        className={styles.rename}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextInput
          data-autofocus
          label={t("configurations.rename.name")}
          value={typed}
          error={isTaken ? t("configurations.taken") : undefined}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      </form>
      {uses.error === null ? null : <p className={styles.note}>{uses.error.message}</p>}
      {uses.data === undefined ? null : uses.data.length === 0 ? (
        <p className={styles.note}>{t("configurations.rename.unused")}</p>
      ) : (
        <>
          <p className={styles.note}>{t("configurations.rename.help", { name: variable })}</p>
          <Uses uses={uses.data} openApplication={openApplication} />
        </>
      )}
    </Dialog>
  );
}
