import { Button, Select } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import type { ConfigurationListPort } from "../../state/ports/ConfigurationListPort.ts";
import type { ConfigurationContent } from "../../state/ports/ConfigurationPort.ts";
import { useText } from "../../text/useText.ts";
import { HelpText } from "../../ui/HelpText.tsx";
import styles from "./ConfigurationsScreen.module.css";
import { SignInStatus } from "./SignInStatus.tsx";
import { useSignIn } from "./useSignIn.ts";

interface ConnectionSectionProps {
  port: ConfigurationListPort;
  content: ConfigurationContent;
  mayChange: boolean;
  setKind(kind: string | undefined): void;
}

/** Of which kind of connection a configuration is, and whether it can be made. */
export function ConnectionSection({ port, content, mayChange, setKind }: ConnectionSectionProps): ReactElement {
  const t = useText();
  const { name, connection } = content;
  const kinds = useQuery({ queryKey: ["connection-kinds"], queryFn: () => port.listKinds() });
  const help = useQuery({
    queryKey: ["connection-help", connection],
    queryFn: async () => (await port.helpOf(connection ?? "")) ?? null,
    enabled: connection !== undefined,
  });
  const test = useMutation({ mutationFn: () => port.test(name) });
  const signIn = useSignIn(port, content);
  const rows = [...new Set([...(kinds.data ?? []), ...(connection === undefined ? [] : [connection])])];
  const answer = test.error ? { ok: false, message: test.error.message } : test.data;
  return (
    <section aria-label={t("configurations.connection")}>
      <h2 className={styles.heading}>{t("configurations.connection")}</h2>
      <div className={styles.new}>
        <Select
          label={t("configurations.kind")}
          description={t("configurations.kind.help")}
          data={rows}
          value={connection ?? null}
          placeholder={t("configurations.kind.none")}
          disabled={!mayChange}
          clearable
          onChange={(kind) => {
            test.reset();
            setKind(kind ?? undefined);
          }}
        />
        {mayChange && connection !== undefined ? (
          <Button variant="default" loading={test.isPending} onClick={() => test.mutate()}>
            {t("configurations.test")}
          </Button>
        ) : null}
        {mayChange && signIn.present !== undefined && signIn.present.state !== "unusable" ? (
          <Button
            variant="default"
            loading={signIn.isStarting}
            disabled={signIn.present.state === "waiting"}
            onClick={() => {
              test.reset();
              signIn.start();
            }}
          >
            {t(signIn.present.state === "signed_in" ? "configurations.signIn.again" : "configurations.signIn")}
          </Button>
        ) : null}
      </div>
      {connection === undefined || help.data == null ? null : (
        <div className={styles.help}>
          <HelpText text={help.data} />
        </div>
      )}
      <SignInStatus signIn={signIn} mayChange={mayChange} />
      {answer === undefined || test.isPending ? null : (
        <p role="status" className={`${styles.answer} ${answer.ok ? "" : styles.failed}`}>
          {answer.ok ? t("configurations.test.works", { message: answer.message }) : answer.message}
        </p>
      )}
    </section>
  );
}
