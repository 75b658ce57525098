import { Button, NumberInput, Stack } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import type { SystemSettings } from "../../state/ports/SystemPort.ts";
import { useText } from "../../text/useText.ts";
import { Loaded } from "../../ui/Loaded.tsx";
import styles from "./SettingsScreen.module.css";
import type { SectionProps } from "./SettingsScreen.tsx";

const day = 86_400;

/** How long runs and reports are kept, and what an attempt may take. */
export function KeepingSection({ port, notify }: SectionProps): ReactElement {
  const query = useQuery({ queryKey: ["settings"], queryFn: () => port.settings() });
  const queries = useQueryClient();
  return (
    <Loaded query={query}>
      {(settings) => (
        <KeepingForm
          settings={settings}
          save={(change) =>
            port.changeSettings(change).then(
              (next) => queries.setQueryData(["settings"], next),
              (reason: Error) => notify(reason.message, "error"),
            )
          }
        />
      )}
    </Loaded>
  );
}

interface KeepingFormProps {
  settings: SystemSettings;
  save(change: Partial<SystemSettings>): Promise<unknown>;
}

function KeepingForm({ settings, save }: KeepingFormProps): ReactElement {
  const t = useText();
  const [change, setChange] = useState<Partial<SystemSettings>>({});
  const value = { ...settings, ...change };
  const set = (key: keyof SystemSettings, amount: string | number): void =>
    setChange((before) => ({ ...before, [key]: Number(amount) }));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save(change).then(() => setChange({}));
      }}
    >
      <Stack gap={12} className={styles.form}>
        <NumberInput
          label={t("settings.resultExpires")}
          description={t("settings.resultExpires.help")}
          min={0.01}
          decimalScale={2}
          value={value.resultExpires / day}
          onChange={(days) => set("resultExpires", Math.round(Number(days) * day))}
        />
        <NumberInput
          label={t("settings.reportExpires")}
          description={t("settings.reportExpires.help")}
          min={0}
          decimalScale={2}
          value={value.reportExpires / day}
          onChange={(days) => set("reportExpires", Math.round(Number(days) * day))}
        />
        <NumberInput
          label={t("settings.attemptTimeout")}
          min={1}
          value={value.attemptTimeout}
          onChange={(seconds) => set("attemptTimeout", seconds)}
        />
        <NumberInput
          label={t("settings.memory")}
          min={64}
          value={value.memoryMb}
          onChange={(megabytes) => set("memoryMb", megabytes)}
        />
        <Button type="submit" className={styles.submit} disabled={Object.keys(change).length === 0}>
          {t("places.save")}
        </Button>
      </Stack>
    </form>
  );
}
