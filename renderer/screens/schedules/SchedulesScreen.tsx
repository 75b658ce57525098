import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import type { NamesPort } from "../../state/ports/NamesPort.ts";
import type { ScheduleChange, ScheduleItem, SchedulePort } from "../../state/ports/SchedulePort.ts";
import { useText } from "../../text/useText.ts";
import { Message } from "../../ui/Message.tsx";
import { Screen } from "../../ui/Screen.tsx";
import { shortId } from "../../ui/shortId.ts";
import { TabStrip } from "../../ui/TabStrip.tsx";
import { ScheduleDialog } from "./ScheduleDialog.tsx";
import { ScheduleTable } from "./ScheduleTable.tsx";
import { WeekCalendar } from "./WeekCalendar.tsx";

export interface SchedulesScreenProps {
  port: SchedulePort;
  names: NamesPort;
  /** Whether whoever works here may change schedules and start runs. */
  mayChange: boolean;
  open(application: string, run?: string): void;
  notify(message: string, kind: "info" | "error"): void;
}

/** Every schedule with what comes next, and the week as a calendar. */
export function SchedulesScreen({ port, names, mayChange, open, notify }: SchedulesScreenProps): ReactElement {
  const t = useText();
  const [view, setView] = useState<"list" | "week">("list");
  const [edited, setEdited] = useState<ScheduleItem | "new">();
  const { data, error, refetch } = useQuery({
    queryKey: ["schedules"],
    queryFn: () => port.list(),
    refetchInterval: 15_000,
  });
  const act = (work: Promise<unknown>, done?: (result: unknown) => void): void => {
    work.then(
      (result) => {
        done?.(result);
        void refetch();
      },
      (reason: Error) => notify(reason.message, "error"),
    );
  };
  const save = async (id: string, given: ScheduleChange): Promise<void> => {
    await (edited === "new" ? port.add(id, given) : port.change(id, given));
    setEdited(undefined);
    await refetch();
  };
  const add = <Button onClick={() => setEdited("new")}>{t("schedules.new")}</Button>;
  const tabs = [
    { id: "list" as const, title: t("schedules.list") },
    { id: "week" as const, title: t("schedules.week") },
  ];
  return (
    <Screen title={t("schedules.title")} actions={mayChange ? add : null}>
      {error !== null ? (
        <Message title={t("places.failed")} details={error.message}>
          <Button onClick={() => void refetch()}>{t("document.retry")}</Button>
        </Message>
      ) : data === undefined ? (
        <Message title={t("places.loading")} />
      ) : data.length === 0 ? (
        <Message title={t("schedules.none")} help={t("schedules.none.help")}>
          {mayChange ? add : null}
        </Message>
      ) : (
        <>
          <TabStrip label={t("schedules.views")} tabs={tabs} open={view} onOpen={setView} />
          {view === "week" ? (
            <WeekCalendar port={port} open={open} />
          ) : (
            <ScheduleTable
              schedules={data}
              mayChange={mayChange}
              open={open}
              edit={setEdited}
              enable={(id, enabled) => act(port.enable(id, enabled))}
              remove={(id) => act(port.remove(id))}
              runNow={(id) =>
                act(port.runNow(id), (run) => notify(t("runs.replayed", { run: shortId(String(run)) }), "info"))
              }
            />
          )}
        </>
      )}
      {edited === undefined ? null : (
        <ScheduleDialog
          schedule={edited === "new" ? undefined : edited}
          port={port}
          names={names}
          save={save}
          close={() => setEdited(undefined)}
        />
      )}
    </Screen>
  );
}
