import { SegmentedControl, useMantineColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactElement } from "react";
import type { SystemPort } from "../../state/ports/SystemPort.ts";
import { useText } from "../../text/useText.ts";
import { Loaded } from "../../ui/Loaded.tsx";
import styles from "./SettingsScreen.module.css";

const themes = ["auto", "light", "dark"] as const;

/** The look of this window, and which program this is. */
export function AboutSection({ port }: { port: SystemPort }): ReactElement {
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
      <Loaded query={query}>{({ version, node }) => <p>{t("settings.version", { version, node })}</p>}</Loaded>
      <p>
        <a className={styles.link} href="/api/v1/docs" target="_blank" rel="noreferrer">
          {t("settings.docs")}
        </a>
      </p>
    </>
  );
}
