import { Button, SegmentedControl, useMantineColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import type { SystemPort } from "../../state/ports/SystemPort.ts";
import { useText } from "../../text/useText.ts";
import { Loaded } from "../../ui/Loaded.tsx";
import styles from "./SettingsScreen.module.css";

const themes = ["auto", "light", "dark"] as const;

export interface AboutSectionProps {
  port: SystemPort;
  /** Who works in the window. */
  account: { name: string; role: string };
  /** undefined = one cannot: the window is the program itself. */
  signOut: (() => void) | undefined;
}

/** The look of this window, who works in it, and which program this is. */
export function AboutSection({ port, account, signOut }: AboutSectionProps): ReactElement {
  const t = useText();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const query = useQuery({ queryKey: ["about"], queryFn: () => port.about() });
  return (
    <>
      <div className={styles.line}>
        <span>{t("settings.theme")}</span>
        <SegmentedControl
          aria-label={t("settings.theme")}
          data={themes.map((value) => ({ value, label: t(`settings.theme.${value}`) }))}
          value={colorScheme}
          onChange={(theme) => setColorScheme(theme as (typeof themes)[number])}
        />
      </div>
      <div className={styles.line}>
        <span>{t("settings.account", account)}</span>
        {signOut === undefined ? null : (
          <Button size="xs" variant="default" onClick={signOut}>
            {t("settings.signOut")}
          </Button>
        )}
      </div>
      <Loaded query={query}>{({ version, node }) => <p>{t("settings.version", { version, node })}</p>}</Loaded>
      <p>
        <a className={styles.link} href="/api/v1/docs" target="_blank" rel="noreferrer">
          {t("settings.docs")}
        </a>
      </p>
    </>
  );
}
