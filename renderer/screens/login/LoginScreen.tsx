import { Alert, Button, PasswordInput, TextInput, Title } from "@mantine/core";
import { type FormEvent, type ReactElement, useState } from "react";
import { useText } from "../../text/useText.ts";
import styles from "./LoginScreen.module.css";

export interface LoginScreenProps {
  logIn(given: { user: string; password: string; code?: string }): Promise<unknown>;
  onDone(): void;
}

/** Asks who works here; most people come in by the link of the command line and never see it. */
export function LoginScreen({ logIn, onDone }: LoginScreenProps): ReactElement {
  const t = useText();
  const [user, setUser] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setBusy(true);
    logIn({ user, password, ...(code === "" ? {} : { code }) })
      .then(onDone, (reason: Error) => setError(reason.message))
      .finally(() => setBusy(false));
  };
  return (
    <main className={styles.screen}>
      <form className={styles.form} onSubmit={submit}>
        <Title order={1} size="h3">
          {t("login.title")}
        </Title>
        <p className={styles.help}>{t("login.help")}</p>
        <TextInput
          label={t("login.user")}
          autoComplete="username"
          required
          value={user}
          onChange={({ currentTarget }) => setUser(currentTarget.value)}
        />
        <PasswordInput
          label={t("login.password")}
          autoComplete="current-password"
          required
          value={password}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        />
        <TextInput
          label={t("login.code")}
          description={t("login.code.help")}
          autoComplete="one-time-code"
          value={code}
          onChange={({ currentTarget }) => setCode(currentTarget.value)}
        />
        {error === undefined ? null : <Alert color="red">{error}</Alert>}
        <Button type="submit" loading={isBusy}>
          {t("login.submit")}
        </Button>
      </form>
    </main>
  );
}
