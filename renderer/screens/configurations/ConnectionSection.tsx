import { Button, Select } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type ReactElement, useRef } from "react";
import type { ConfigurationListPort } from "../../state/ports/ConfigurationListPort.ts";
import type { ConfigurationContent } from "../../state/ports/ConfigurationPort.ts";
import { useText } from "../../text/useText.ts";
import { HelpText } from "../../ui/HelpText.tsx";
import { WorkProgress } from "../../ui/WorkProgress.tsx";
import styles from "./ConfigurationsScreen.module.css";
import { SignInStatus } from "./SignInStatus.tsx";
import { useSignIn } from "./useSignIn.ts";

interface ConnectionSectionProps {
  port: ConfigurationListPort;
  content: ConfigurationContent;
  mayChange: boolean;
  setKind(kind: string | undefined): void;
  /** undefined = none. */
  setTunnel(connection: string | undefined): void;
}

/** Of which kind of connection a configuration is, and whether it can be made. */
export function ConnectionSection({
  port,
  content,
  mayChange,
  setKind,
  setTunnel,
}: ConnectionSectionProps): ReactElement {
  const t = useText();
  const { name, connection } = content;
  const kinds = useQuery({ queryKey: ["connection-kinds"], queryFn: () => port.listKinds() });
  const help = useQuery({
    queryKey: ["connection-help", connection],
    queryFn: async () => (await port.helpOf(connection ?? "")) ?? null,
    enabled: connection !== undefined,
  });
  const testing = useRef<AbortController>(undefined);
  const test = useMutation({
    mutationFn: () => {
      testing.current = new AbortController();
      return port.test(name, testing.current.signal);
    },
  });
  const stop = (): void => {
    testing.current?.abort();
    test.reset();
  };
  const signIn = useSignIn(port, content);
  const known = (kinds.data ?? []).map(({ kind }) => kind);
  const rows = [...new Set([...known, ...(connection === undefined ? [] : [connection])])];
  const hasTunnel = kinds.data?.some(({ kind, tunnel }) => tunnel && kind === connection) === true;
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
          <Button variant="default" disabled={test.isPending} onClick={() => test.mutate()}>
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
      {test.isPending ? <WorkProgress title={t("configurations.testing")} onStop={stop} /> : null}
      {hasTunnel ? (
        <Tunnel
          port={port}
          content={content}
          mayChange={mayChange}
          set={(name) => {
            test.reset();
            setTunnel(name);
          }}
        />
      ) : null}
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

interface TunnelProps {
  port: ConfigurationListPort;
  content: ConfigurationContent;
  mayChange: boolean;
  set(connection: string | undefined): void;
}

/** The SSH server that the way of a connection leads through. */
function Tunnel({ port, content, mayChange, set }: TunnelProps): ReactElement {
  const t = useText();
  const servers = useQuery({ queryKey: ["connections", "ssh"], queryFn: () => port.listConnections("ssh") });
  const value = content.variables.find(({ name }) => name === "tunnel")?.value;
  const present = typeof value === "string" && value !== "" ? value : null;
  const others = (servers.data ?? []).filter((name) => name !== content.name);
  return (
    <Select
      className={styles.tunnel}
      label={t("configurations.tunnel")}
      description={t("configurations.tunnel.help")}
      data={[...new Set([...others, ...(present === null ? [] : [present])])]}
      value={present}
      placeholder={t("configurations.tunnel.none")}
      nothingFoundMessage={t("configurations.tunnel.nothing")}
      disabled={!mayChange}
      clearable
      onChange={(name) => set(name ?? undefined)}
    />
  );
}
