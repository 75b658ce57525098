import { Button, PasswordInput, Table, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import type { Role } from "../../../core/model/roles.ts";
import { useText } from "../../text/useText.ts";
import { Loaded } from "../../ui/Loaded.tsx";
import { RoleSelect } from "./RoleSelect.tsx";
import styles from "./SettingsScreen.module.css";
import type { SectionProps } from "./SettingsScreen.tsx";

/** Who may log in, and what for. */
export function UsersSection({ port, notify }: SectionProps): ReactElement {
  const t = useText();
  const query = useQuery({ queryKey: ["owners"], queryFn: () => port.owners() });
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [role, setRole] = useState<Role>("developer");
  const act = (work: Promise<void>): void => {
    work.then(
      () => {
        setName("");
        setPassword("");
        void query.refetch();
      },
      (reason: Error) => notify(reason.message, "error"),
    );
  };
  return (
    <Loaded query={query}>
      {(owners) => (
        <>
          <form
            className={styles.line}
            onSubmit={(event) => {
              event.preventDefault();
              act(port.addOwner(name.trim(), { role, password }));
            }}
          >
            <TextInput
              aria-label={t("settings.user.name")}
              placeholder={t("settings.user.name")}
              value={name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
            />
            <PasswordInput
              className={styles.wide}
              aria-label={t("settings.user.password")}
              placeholder={t("settings.user.password")}
              autoComplete="new-password"
              value={password}
              onChange={({ currentTarget }) => setPassword(currentTarget.value)}
            />
            <RoleSelect label={t("settings.role")} role={role} onChange={setRole} />
            <Button type="submit" disabled={name.trim() === ""}>
              {t("settings.user.add")}
            </Button>
          </form>
          {owners.length === 0 ? <p className={styles.note}>{t("settings.noUsers")}</p> : null}
          <Table>
            <Table.Tbody>
              {owners.map((owner) => (
                <Table.Tr key={owner.name}>
                  <Table.Td className={styles.name}>{owner.name}</Table.Td>
                  <Table.Td>
                    <RoleSelect
                      label={t("settings.user.roleOf", { name: owner.name })}
                      role={owner.role}
                      onChange={(next) => act(port.changeOwner(owner.name, next))}
                    />
                  </Table.Td>
                  <Table.Td>
                    {owner.hasPassword ? t("settings.user.canLogIn") : t("settings.user.noPassword")}
                    {owner.hasSecondFactor ? ` · ${t("settings.user.secondFactor")}` : ""}
                  </Table.Td>
                  <Table.Td className={styles.number}>
                    <Button
                      size="xs"
                      variant="subtle"
                      color="red"
                      aria-label={t("settings.user.removeOf", { name: owner.name })}
                      onClick={() => act(port.removeOwner(owner.name))}
                    >
                      {t("places.delete")}
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
