import { ActionIcon, Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import type { CalendarEntry, SchedulePort } from "../../state/ports/SchedulePort.ts";
import { useText } from "../../text/useText.ts";
import { Icon } from "../../ui/Icon.tsx";
import { Message } from "../../ui/Message.tsx";
import { Outcome } from "./Outcome.tsx";
import styles from "./SchedulesScreen.module.css";

/** Times of a day that are listed; the rest of a busy one is a number. */
const shownTimes = 24;

/** One week day by day: what fired, how it went, and what comes. */
export function WeekCalendar({
  port,
  open,
}: {
  port: SchedulePort;
  open(application: string, run?: string): void;
}): ReactElement {
  const t = useText();
  const [weeks, setWeeks] = useState(0);
  const days = listDays(weeks);
  const [from, until] = [days[0]?.getTime() ?? 0, addDays(days[6] ?? new Date(), 1).getTime()];
  const { data, error } = useQuery({ queryKey: ["calendar", from], queryFn: () => port.calendar(from, until) });
  if (error !== null) return <Message title={t("places.failed")} details={error.message} />;
  return (
    <section aria-label={t("schedules.week")}>
      <div className={styles.weeks}>
        <ActionIcon variant="default" aria-label={t("schedules.before")} onClick={() => setWeeks(weeks - 1)}>
          <Icon name="arrow-left" size={14} />
        </ActionIcon>
        <Button size="xs" variant="default" onClick={() => setWeeks(0)}>
          {t("schedules.thisWeek")}
        </Button>
        <ActionIcon variant="default" aria-label={t("schedules.after")} onClick={() => setWeeks(weeks + 1)}>
          <Icon name="arrow-right" size={14} />
        </ActionIcon>
      </div>
      <div className={styles.week}>
        {days.map((day) => (
          <Day key={day.getTime()} day={day} entries={(data ?? []).filter((entry) => isOn(day, entry))} open={open} />
        ))}
      </div>
    </section>
  );
}

interface DayProps {
  day: Date;
  entries: readonly CalendarEntry[];
  open(application: string, run?: string): void;
}

function Day({ day, entries, open }: DayProps): ReactElement {
  const t = useText();
  const title = day.toLocaleDateString([], { weekday: "short", day: "numeric", month: "short" });
  const isToday = day.toDateString() === new Date().toDateString();
  const more = entries.length - shownTimes;
  return (
    <div className={styles.day} data-today={isToday}>
      <h2>{title}</h2>
      <ol>
        {entries.slice(0, shownTimes).map((entry) => (
          <li key={`${entry.id} ${entry.at}`} title={entry.application}>
            <span className={styles.time}>
              {new Date(entry.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}
            </span>
            <span className={styles.entry}>
              {entry.id}
              {entry.outcome === undefined ? null : (
                <Outcome
                  outcome={entry.outcome}
                  open={entry.run === undefined ? undefined : () => open(entry.application, entry.run)}
                />
              )}
            </span>
          </li>
        ))}
      </ol>
      {more > 0 ? <p>{t("schedules.more", { count: more })}</p> : null}
      {entries.length === 0 ? <p>{t("schedules.free")}</p> : null}
    </div>
  );
}

/** The days of a week from Monday; 0 = this week. */
function listDays(weeks: number): Date[] {
  const today = new Date();
  const midnight = new Date(today.getFullYear(), today.getMonth(), today.getDate());
  const monday = addDays(midnight, 7 * weeks - ((midnight.getDay() + 6) % 7));
  return Array.from({ length: 7 }, (_, index) => addDays(monday, index));
}

// By the calendar and not by hours: a day with a change of the clock has 23 or 25.
function addDays(day: Date, count: number): Date {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + count);
}

function isOn(day: Date, { at }: CalendarEntry): boolean {
  return new Date(at).toDateString() === day.toDateString();
}
