import { Alert, Button, Group, JsonInput, Select, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useDeferredValue, useState } from "react";
import { isJsonObject, parseJson } from "../../../core/base/json.ts";
import type { NamesPort } from "../../state/ports/NamesPort.ts";
import type { ScheduleChange, ScheduleItem, SchedulePort, ScheduleTime } from "../../state/ports/SchedulePort.ts";
import { useText } from "../../text/useText.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { toMoment } from "../../ui/toMoment.ts";
import { TimeFields } from "./TimeFields.tsx";
import { useTimeWords } from "./useTimeWords.ts";

export interface ScheduleDialogProps {
  /** undefined = a new one. */
  schedule: ScheduleItem | undefined;
  port: SchedulePort;
  names: NamesPort;
  /** Rejects with a sentence when it cannot be. */
  save(id: string, given: ScheduleChange): Promise<void>;
  close(): void;
}

const missedChoices = ["once", "skip", "all"] as const;
const overlapChoices = ["skip", "queue", "allow"] as const;

/** What a schedule runs and when, with the times that follow from it. */
export function ScheduleDialog({ schedule, port, names, save, close }: ScheduleDialogProps): ReactElement {
  const t = useText();
  const [id, setId] = useState(schedule?.id ?? "");
  const [parameters, setParameters] = useState(JSON.stringify(schedule?.parameters ?? {}, null, 2));
  const [given, setGiven] = useState<ScheduleChange>(() => schedule ?? blank());
  const [problem, setProblem] = useState<string>();
  const set = (change: Partial<ScheduleChange>): void => setGiven((before) => ({ ...before, ...change }));
  const applications = useQuery({ queryKey: ["names", "applications"], queryFn: () => names.listApplications() });
  const configurations = useQuery({ queryKey: ["names", "configurations"], queryFn: () => names.listConfigurations() });
  const queues = useQuery({ queryKey: ["names", "queues"], queryFn: () => names.listQueues() });
  const submit = (): void => {
    const parsed = parseJson(parameters.trim() === "" ? "{}" : parameters);
    if (!parsed.ok || !isJsonObject(parsed.value)) {
      setProblem(t("schedules.parameters.wrong", { reason: parsed.ok ? "" : parsed.message }));
      return;
    }
    save(id.trim(), { ...given, parameters: parsed.value }).catch((reason: Error) => setProblem(reason.message));
  };
  return (
    <Dialog
      title={schedule === undefined ? t("schedules.new") : schedule.id}
      width={620}
      onClose={close}
      actions={
        <>
          <Button variant="default" onClick={close}>
            {t("places.cancel")}
          </Button>
          <Button onClick={submit} disabled={id.trim() === "" || given.application === ""}>
            {t("places.save")}
          </Button>
        </>
      }
    >
      <Stack gap={12}>
        {schedule === undefined ? (
          <TextInput
            label={t("schedules.name")}
            description={t("schedules.name.help")}
            required
            data-autofocus
            value={id}
            onChange={({ currentTarget }) => setId(currentTarget.value)}
          />
        ) : null}
        <Select
          label={t("runs.application")}
          required
          searchable
          data={[...(applications.data ?? [])]}
          value={given.application === "" ? null : given.application}
          onChange={(application) => set({ application: application ?? "" })}
        />
        <TimeFields time={given.time} onChange={(time) => set({ time })} />
        <NextTimes port={port} time={given.time} />
        <Group grow align="start">
          <Select
            label={t("schedules.missed")}
            allowDeselect={false}
            data={missedChoices.map((value) => ({ value, label: t(`schedules.missed.${value}`) }))}
            value={given.missed}
            onChange={(missed) => set({ missed: (missed as ScheduleChange["missed"] | null) ?? "once" })}
          />
          <Select
            label={t("schedules.overlap")}
            allowDeselect={false}
            data={overlapChoices.map((value) => ({ value, label: t(`schedules.overlap.${value}`) }))}
            value={given.overlap}
            onChange={(overlap) => set({ overlap: (overlap as ScheduleChange["overlap"] | null) ?? "skip" })}
          />
        </Group>
        <Group grow align="start">
          <Select
            label={t("schedules.configuration")}
            placeholder={t("schedules.configuration.own")}
            clearable
            data={(configurations.data ?? []).map(({ name }) => name)}
            value={given.configuration ?? null}
            onChange={(configuration) => set({ configuration: configuration ?? undefined })}
          />
          <Select
            label={t("runs.queue")}
            placeholder={t("schedules.queue.own")}
            clearable
            data={[...(queues.data ?? [])]}
            value={given.queue ?? null}
            onChange={(queue) => set({ queue: queue ?? undefined })}
          />
        </Group>
        <JsonInput
          label={t("schedules.parameters")}
          description={t("schedules.parameters.help")}
          autosize
          minRows={2}
          maxRows={8}
          value={parameters}
          onChange={setParameters}
        />
        {problem === undefined ? null : (
          <Alert color="red" role="alert">
            {problem}
          </Alert>
        )}
      </Stack>
    </Dialog>
  );
}

/** The next times as the host works them out, or what is wrong. */
function NextTimes({ port, time }: { port: SchedulePort; time: ScheduleTime }): ReactElement | null {
  const t = useText();
  const words = useTimeWords();
  const wanted = useDeferredValue(time);
  const { data, error } = useQuery({
    queryKey: ["schedule-times", wanted],
    queryFn: () => port.preview(wanted),
    retry: false,
    placeholderData: (before) => before,
  });
  if (error !== null) return <Alert color="red">{error.message}</Alert>;
  if (data === undefined) return null;
  const times = data.slice(0, 3).map((at) => toMoment(at));
  return (
    <p>
      {time.kind === "crontab" ? `${words(time)}. ` : null}
      {times.length === 0 ? t("schedules.never") : t("schedules.nextTimes", { times: times.join(" · ") })}
    </p>
  );
}

function blank(): ScheduleChange {
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return {
    application: "",
    time: { kind: "crontab", expression: "0 6 * * *", timeZone },
    missed: "once",
    overlap: "skip",
    configuration: undefined,
    queue: undefined,
    parameters: {},
    enabled: true,
  };
}
