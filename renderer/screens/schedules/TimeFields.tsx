import { Autocomplete, Group, NumberInput, SegmentedControl, TextInput } from "@mantine/core";
import type { ReactElement } from "react";
import type { ScheduleTime } from "../../state/ports/SchedulePort.ts";
import { useText } from "../../text/useText.ts";

const kinds = ["crontab", "frequency", "once"] as const;
const timeZones = ["UTC", ...Intl.supportedValuesOf("timeZone")];

/** When a schedule is due: by a crontab, every so many seconds, or once. */
export function TimeFields({
  time,
  onChange,
}: {
  time: ScheduleTime;
  onChange(time: ScheduleTime): void;
}): ReactElement {
  const t = useText();
  return (
    <>
      <SegmentedControl
        aria-label={t("schedules.when")}
        data={kinds.map((value) => ({ value, label: t(`schedules.kind.${value}`) }))}
        value={time.kind}
        onChange={(kind) => onChange(startOf(kind as ScheduleTime["kind"]))}
      />
      {time.kind === "crontab" ? (
        <Group grow align="start">
          <TextInput
            label={t("schedules.expression")}
            description={t("schedules.expression.help")}
            styles={{ input: { fontFamily: "var(--sl-mono)" } }}
            value={time.expression}
            onChange={({ currentTarget }) => onChange({ ...time, expression: currentTarget.value })}
          />
          <Autocomplete
            label={t("schedules.zone")}
            description={t("schedules.zone.help")}
            data={timeZones}
            limit={20}
            value={time.timeZone}
            onChange={(timeZone) => onChange({ ...time, timeZone })}
          />
        </Group>
      ) : null}
      {time.kind === "frequency" ? (
        <NumberInput
          label={t("schedules.every")}
          min={1}
          value={time.seconds}
          onChange={(seconds) => onChange({ ...time, seconds: Number(seconds) })}
        />
      ) : null}
      {time.kind === "once" ? (
        <TextInput
          type="datetime-local"
          label={t("schedules.at")}
          value={toLocalText(time.at)}
          onChange={({ currentTarget }) => {
            const at = new Date(currentTarget.value).getTime();
            if (!Number.isNaN(at)) onChange({ ...time, at });
          }}
        />
      ) : null}
    </>
  );
}

function startOf(kind: ScheduleTime["kind"]): ScheduleTime {
  if (kind === "frequency") return { kind, seconds: 3_600 };
  if (kind === "once") return { kind, at: Math.ceil(Date.now() / 3_600_000) * 3_600_000 };
  return { kind, expression: "0 6 * * *", timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}

/** As a field of the browser takes it: local time, minutes. */
function toLocalText(at: number): string {
  const date = new Date(at);
  return new Date(at - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
