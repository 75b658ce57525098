import { Button, Table, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useDeferredValue, useState } from "react";
import { isApplicationName } from "../../../core/model/applicationName.ts";
import type { StepManifest } from "../../../core/model/StepManifest.ts";
import { toFriendlyName } from "../../state/code/toFriendlyName.ts";
import { useText } from "../../text/useText.ts";
import { followLink } from "../../ui/followLink.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Loaded } from "../../ui/Loaded.tsx";
import { Message } from "../../ui/Message.tsx";
import { Screen } from "../../ui/Screen.tsx";
import styles from "./StepsScreen.module.css";
import type { ClassPlace, StepsScreenProps } from "./StepsScreen.tsx";
import { toClassAddress } from "./toClassAddress.ts";

/** The class that new ones begin as a copy of (manual, Creating a Step from the Step Template). */
const template = "stepTemplate";

/** Every step class with where it is from; a new one is a name away. */
export function ClassList({ port, mayChange, open, notify }: StepsScreenProps): ReactElement {
  const t = useText();
  const queries = useQueryClient();
  const [search, setSearch] = useState("");
  const [name, setName] = useState("");
  const wanted = useDeferredValue(search.trim().toLowerCase());
  const query = useQuery({ queryKey: ["classes"], queryFn: () => port.list() });
  const taken = query.data?.classes.some(({ file, syncpack }) => file === name.trim() && syncpack === undefined);
  const create = (): void => {
    const file = name.trim();
    port.copy(template, { syncpack: undefined, to: file, friendlyName: toFriendlyName(file) }).then(
      () => {
        void queries.invalidateQueries({ queryKey: ["classes"] });
        open({ file, syncpack: undefined });
      },
      (reason: Error) => notify(reason.message, "error"),
    );
  };
  const fault = name === "" || isApplicationName(name.trim()) ? undefined : t("registry.new.badName");
  const add = mayChange ? (
    <form
      className={styles.add}
      onSubmit={(event) => {
        event.preventDefault();
        create();
      }}
    >
      <TextInput
        aria-label={t("steps.new.name")}
        placeholder={t("steps.new.name")}
        value={name}
        error={fault ?? (taken ? t("registry.new.taken", { name: name.trim() }) : undefined)}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <Button type="submit" disabled={name.trim() === "" || fault !== undefined || taken === true}>
        {t("steps.new")}
      </Button>
    </form>
  ) : null;
  return (
    <Screen title={t("places.steps")} actions={add}>
      <TextInput
        type="search"
        aria-label={t("registry.search")}
        placeholder={t("registry.search")}
        value={search}
        onChange={({ currentTarget }) => setSearch(currentTarget.value)}
      />
      <Loaded query={query}>
        {({ classes }) => {
          const found = classes.filter((one) => textOf(one).includes(wanted));
          if (found.length === 0) return <Message title={t(wanted === "" ? "registry.empty" : "registry.none")} />;
          return <ClassTable classes={found} open={open} />;
        }}
      </Loaded>
    </Screen>
  );
}

function textOf({ file, friendlyName, description, category = "", syncpack = "" }: StepManifest): string {
  return `${file} ${friendlyName} ${description} ${category} ${syncpack}`.toLowerCase();
}

interface ClassTableProps {
  classes: readonly StepManifest[];
  open(place: ClassPlace): void;
}

function ClassTable({ classes, open }: ClassTableProps): ReactElement {
  const t = useText();
  return (
    <Table highlightOnHover stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("applications.name")}</Table.Th>
          <Table.Th>{t("steps.does")}</Table.Th>
          <Table.Th>{t("registry.info.pack")}</Table.Th>
          <Table.Th>{t("registry.info.version")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {classes.map(({ file, syncpack, friendlyName, description, version, icon }) => (
          <Table.Tr key={`${syncpack ?? ""}/${file}`}>
            <Table.Td className={styles.name}>
              <Icon name={icon} size={16} />
              <a
                className={styles.link}
                href={toClassAddress({ file, syncpack })}
                onClick={followLink(() => open({ file, syncpack }))}
              >
                {friendlyName}
              </a>
              {friendlyName === file ? null : <span className={styles.second}>{file}</span>}
            </Table.Td>
            <Table.Td className={styles.does} title={description}>
              {description}
            </Table.Td>
            <Table.Td>{syncpack ?? t("registry.group.own")}</Table.Td>
            <Table.Td>{version}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
