import { Alert, Button, Code, CopyButton, Group, Table, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import type { Role } from "../../../core/model/roles.ts";
import { useText } from "../../text/useText.ts";
import { Loaded } from "../../ui/Loaded.tsx";
import { toMoment } from "../../ui/toMoment.ts";
import { RoleSelect } from "./RoleSelect.tsx";
import styles from "./SettingsScreen.module.css";
import type { SectionProps } from "./SettingsScreen.tsx";

/** Tokens for programs: a new one is shown once. */
export function TokensSection({ port, notify }: SectionProps): ReactElement {
  const t = useText();
  const query = useQuery({ queryKey: ["tokens"], queryFn: () => port.tokens() });
  const [name, setName] = useState("");
  const [role, setRole] = useState<Role>("operator");
  const [made, setMade] = useState<string>();
  const fail = (reason: Error): void => notify(reason.message, "error");
  const add = (): void => {
    port.addToken(name.trim(), role).then((token) => {
      setMade(token);
      setName("");
      void query.refetch();
    }, fail);
  };
  return (
    <Loaded query={query}>
      {(tokens) => (
        <>
          <form
            className={styles.line}
            onSubmit={(event) => {
              event.preventDefault();
              add();
            }}
          >
            <TextInput
              aria-label={t("settings.token.name")}
              placeholder={t("settings.token.name")}
              value={name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
            />
            <RoleSelect label={t("settings.token.role")} role={role} onChange={setRole} />
            <Button type="submit" disabled={name.trim() === ""}>
              {t("settings.token.add")}
            </Button>
          </form>
          {made === undefined ? null : (
            <Alert
              color="water"
              title={t("settings.token.once")}
              withCloseButton
              closeButtonLabel={t("panel.close")}
              onClose={() => setMade(undefined)}
            >
              <Group gap={8}>
                <Code>{made}</Code>
                <CopyButton value={made}>
                  {({ copied, copy }) => (
                    <Button size="xs" variant="default" onClick={copy}>
                      {copied ? t("settings.copied") : t("settings.copy")}
                    </Button>
                  )}
                </CopyButton>
              </Group>
            </Alert>
          )}
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("settings.tokens")}</Table.Th>
                <Table.Th>{t("settings.role")}</Table.Th>
                <Table.Th>{t("settings.user")}</Table.Th>
                <Table.Th>{t("settings.made")}</Table.Th>
                <Table.Th>
                  <span className="visually-hidden">{t("places.actionsColumn")}</span>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {tokens.map((token) => (
                <Table.Tr key={token.name}>
                  <Table.Td className={styles.name}>{token.name}</Table.Td>
                  <Table.Td>{t(`settings.role.${token.role}`)}</Table.Td>
                  <Table.Td>{token.user}</Table.Td>
                  <Table.Td>{toMoment(token.createdAt)}</Table.Td>
                  <Table.Td className={styles.number}>
                    <Button
                      size="xs"
                      variant="subtle"
                      color="red"
                      aria-label={t("settings.token.removeOf", { name: token.name })}
                      onClick={() => port.removeToken(token.name).then(() => void query.refetch(), fail)}
                    >
                      {t("settings.token.remove")}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </>
      )}
    </Loaded>
  );
}
