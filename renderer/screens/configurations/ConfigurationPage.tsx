import { Button, Table } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import type { VariableChange } from "../../state/ports/ConfigurationListPort.ts";
import type { ConfigurationContent } from "../../state/ports/ConfigurationPort.ts";
import { useText } from "../../text/useText.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { Message } from "../../ui/Message.tsx";
import { Screen } from "../../ui/Screen.tsx";
import styles from "./ConfigurationsScreen.module.css";
import type { ConfigurationsScreenProps } from "./ConfigurationsScreen.tsx";
import { ConnectionSection } from "./ConnectionSection.tsx";
import { NewVariable } from "./NewVariable.tsx";
import { RenameVariable } from "./RenameVariable.tsx";
import { Uses } from "./Uses.tsx";
import { VariableRow } from "./VariableRow.tsx";

/** The variables of one configuration, and what uses it. */
export function ConfigurationPage(props: ConfigurationsScreenProps & { name: string }): ReactElement {
  const { port, name, mayChange, open, openApplication, notify } = props;
  const t = useText();
  const queries = useQueryClient();
  const [isDeleting, setDeleting] = useState(false);
  const [renaming, setRenaming] = useState<string>();
  const key = ["configuration", name];
  const { data, error, refetch } = useQuery({ queryKey: key, queryFn: async () => (await port.read(name)) ?? null });
  const uses = useQuery({ queryKey: ["configuration-uses", name], queryFn: () => port.uses(name) });
  const change = (content: ConfigurationContent, given: VariableChange): Promise<boolean> =>
    keep(port.change(content, given));
  const keep = (changed: Promise<ConfigurationContent>): Promise<boolean> =>
    changed.then(
      (next) => {
        queries.setQueryData(key, next);
        void queries.invalidateQueries({ queryKey: ["configurations"] });
        return true;
      },
      (reason: Error) => {
        notify(reason.message, "error");
        void refetch();
        return false;
      },
    );
  const remove = (): void => {
    port.remove(name).then(
      () => {
        void queries.invalidateQueries({ queryKey: ["configurations"] });
        open(undefined);
      },
      (reason: Error) => notify(reason.message, "error"),
    );
  };
  const back = (
    <Button variant="default" onClick={() => open(undefined)}>
      {t("configurations.back")}
    </Button>
  );
  if (error !== null) {
    return (
      <Message title={t("places.failed")} details={error.message}>
        {back}
      </Message>
    );
  }
  if (data === undefined) return <Message title={t("places.loading")} />;
  if (data === null) return <Message title={t("configurations.gone", { name })}>{back}</Message>;
  const actions = (
    <>
      {back}
      {mayChange ? (
        <Button variant="default" color="red" onClick={() => setDeleting(true)}>
          {t("places.delete")}
        </Button>
      ) : null}
    </>
  );
  return (
    <Screen title={name} actions={actions}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("configurations.variable")}</Table.Th>
            <Table.Th>{t("configurations.value")}</Table.Th>
            <Table.Th>
              <span className="visually-hidden">{t("places.actionsColumn")}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.variables.map((variable) => (
            <VariableRow
              key={variable.name}
              variable={variable}
              mayChange={mayChange}
              set={(value) => change(data, { name: variable.name, value })}
              rename={() => setRenaming(variable.name)}
              remove={() => void change(data, { name: variable.name, remove: true })}
            />
          ))}
        </Table.Tbody>
      </Table>
      {data.variables.length === 0 ? <p className={styles.note}>{t("configurations.empty")}</p> : null}
      {mayChange ? (
        <NewVariable taken={data.variables.map((one) => one.name)} add={(given) => change(data, given)} />
      ) : null}
      <ConnectionSection
        port={port}
        content={data}
        mayChange={mayChange}
        setKind={(kind) => void keep(port.setKind(data, kind))}
        setTunnel={(value) =>
          void change(data, value === undefined ? { name: "tunnel", remove: true } : { name: "tunnel", value })
        }
      />
      <section aria-label={t("configurations.uses")}>
        <h2 className={styles.heading}>{t("configurations.uses")}</h2>
        <Uses uses={uses.data ?? []} openApplication={openApplication} />
      </section>
      {renaming === undefined ? null : (
        <RenameVariable
          {...{ port, openApplication }}
          configuration={name}
          variable={renaming}
          taken={data.variables.map((one) => one.name)}
          rename={(renameTo) => change(data, { name: renaming, renameTo })}
          onClose={() => setRenaming(undefined)}
        />
      )}
      {isDeleting ? (
        <Dialog
          title={t("configurations.delete.title", { name })}
          onClose={() => setDeleting(false)}
          actions={
            <>
              <Button variant="default" onClick={() => setDeleting(false)}>
                {t("places.cancel")}
              </Button>
              <Button color="red" onClick={remove}>
                {t("places.delete")}
              </Button>
            </>
          }
        >
          <p>{t("configurations.delete.help", { count: uses.data?.length ?? 0 })}</p>
        </Dialog>
      ) : null}
    </Screen>
  );
}
