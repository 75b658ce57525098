import type { ScheduleTime } from "../../state/ports/SchedulePort.ts";
import { useText } from "../../text/useText.ts";
import { toMoment } from "../../ui/toMoment.ts";
import { describeCrontab } from "./describeCrontab.ts";

const units = [
  { unit: "day", seconds: 86_400 },
  { unit: "hour", seconds: 3_600 },
  { unit: "minute", seconds: 60 },
  { unit: "second", seconds: 1 },
] as const;

/** Says in words when a schedule is due. */
export function useTimeWords(): (time: ScheduleTime) => string {
  const t = useText();
  return (time) => {
    if (time.kind === "once") return t("schedules.words.once", { time: toMoment(time.at) });
    if (time.kind === "crontab") {
      const words = describeCrontab(time.expression);
      const values = { expression: time.expression, zone: time.timeZone };
      return words === undefined
        ? t("schedules.words.expression", values)
        : t("schedules.words.crontab", { ...values, words });
    }
    const { unit, seconds } = units.find((one) => time.seconds % one.seconds === 0) ?? units[3];
    return t(`schedules.words.${unit}`, { count: time.seconds / seconds });
  };
}
