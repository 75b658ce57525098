import { Button, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactElement, useState } from "react";
import type { JsonObject } from "../../../../core/base/json.ts";
import { type LogLevelName, logLevels } from "../../../../core/model/RunRecord.ts";
import { readText } from "../../../../core/model/readApplication.ts";
import { startRun } from "../../../commands/runCommands.ts";
import { useDocument, useSession, useWorkbench } from "../../../commands/WorkbenchContext.ts";
import type { CustomRun } from "../../../state/watch/createCustomRun.ts";
import { listRunVariables, type RunVariable, readVariableText } from "../../../state/watch/runVariables.ts";
import { useText } from "../../../text/useText.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { Icon } from "../../../ui/Icon.tsx";
import { ErrorAlert } from "../file/ErrorAlert.tsx";
import { useWork } from "../file/useWork.ts";
import styles from "./CustomRunDialog.module.css";
import { VariableField } from "./VariableField.tsx";

const levels = Object.keys(logLevels) as LogLevelName[];

/** Asks how a run is to be, when it is asked for. */
export function CustomRunDialog(): ReactElement | null {
  const isOpen = useSession((state) => state.customRun);
  return isOpen ? <OpenDialog /> : null;
}

function OpenDialog(): ReactElement {
  const t = useText();
  const workbench = useWorkbench();
  const { names, session, canvas, customRun } = workbench;
  const document = useDocument(({ edit }) => edit.document);
  const variables = listRunVariables(document);
  const [run, setRun] = useState<CustomRun>(() => customRun.read());
  const { isBusy, error, run: work } = useWork();
  const { data: known } = useQuery({
    queryKey: ["names", "run"],
    queryFn: async () => ({
      configurations: (await names?.listConfigurations()) ?? [],
      queues: (await names?.listQueues()) ?? [],
    }),
  });
  const close = (): void => {
    session.set({ customRun: false });
    canvas.focus();
  };
  const isWrong = variables.some((variable) => whyNot(variable, run) !== undefined);
  const start = (): void =>
    work(async () => {
      customRun.write(run);
      const { configuration, queue } = run;
      await startRun(workbench, {
        level: logLevels[run.level],
        parameters: toParameters(variables, run),
        ...(configuration === undefined ? {} : { configuration }),
        ...(queue === undefined ? {} : { queue }),
      });
      close();
    });
  const aligned = readText(document, "configuration");
  const configurations = (known?.configurations ?? []).map(({ name, friendlyName }) => ({
    value: name,
    label: friendlyName || name,
  }));
  return (
    <Dialog
      title={t("customRun.title")}
      onClose={close}
      actions={
        <>
          <Button variant="default" onClick={close}>
            {t("dialog.cancel")}
          </Button>
          <Button
            leftSection={<Icon name="play" size={14} />}
            loading={isBusy}
            disabled={isWrong}
            onClick={start}
            data-autofocus
          >
            {t("command.run.start")}
          </Button>
        </>
      }
    >
      <div className={styles.row}>
        <Select
          label={t("customRun.level")}
          description={t("customRun.level.help")}
          allowDeselect={false}
          data={levels.map((value) => ({ value, label: t("log.from", { level: t(`log.level.${value}`) }) }))}
          value={run.level}
          onChange={(level) => setRun({ ...run, level: (level ?? "flow") as LogLevelName })}
        />
        <Select
          label={t("customRun.queue")}
          description={t("customRun.ofApplication", { name: readText(document, "queue") ?? "default" })}
          clearable
          clearButtonProps={{ "aria-label": t("customRun.queue.clear") }}
          placeholder={t("customRun.asApplication")}
          data={withValue(known?.queues ?? [], run.queue)}
          value={run.queue ?? null}
          onChange={(queue) => setRun({ ...run, queue: queue ?? undefined })}
        />
      </div>
      <Select
        label={t("customRun.configuration")}
        description={
          aligned === undefined ? t("customRun.noConfiguration") : t("customRun.ofApplication", { name: aligned })
        }
        clearable
        clearButtonProps={{ "aria-label": t("customRun.configuration.clear") }}
        placeholder={t("customRun.asApplication")}
        data={
          run.configuration === undefined || configurations.some(({ value }) => value === run.configuration)
            ? configurations
            : [...configurations, { value: run.configuration, label: run.configuration }]
        }
        value={run.configuration ?? null}
        onChange={(configuration) => setRun({ ...run, configuration: configuration ?? undefined })}
      />
      <section className={styles.variables} aria-label={t("customRun.variables")}>
        <h3>{t("customRun.variables")}</h3>
        {variables.length === 0 ? <p>{t("customRun.noVariables")}</p> : null}
        {variables.map((variable) => (
          <VariableField
            key={variable.name}
            variable={variable}
            text={typedFor(variable, run)}
            error={whyNot(variable, run)}
            onChange={(text) => setRun({ ...run, variables: { ...run.variables, [variable.name]: text } })}
          />
        ))}
      </section>
      <ErrorAlert error={error} />
    </Dialog>
  );
}

function typedFor({ name }: RunVariable, { variables }: CustomRun): string {
  return Object.hasOwn(variables, name) ? (variables[name] ?? "") : "";
}

function whyNot(variable: RunVariable, run: CustomRun): "needed" | "number" | "boolean" | "json" | undefined {
  const text = typedFor(variable, run);
  if (text === "") return variable.isNeeded ? "needed" : undefined;
  if (variable.kind === "text") return undefined;
  return readVariableText(variable.kind, text) === undefined ? variable.kind : undefined;
}

function toParameters(variables: readonly RunVariable[], run: CustomRun): JsonObject {
  const given = variables.flatMap((variable) => {
    const text = typedFor(variable, run);
    const value = text === "" ? undefined : readVariableText(variable.kind, text);
    return value === undefined ? [] : [[variable.name, value] as const];
  });
  return Object.fromEntries(given);
}

function withValue(names: readonly string[], value: string | undefined): string[] {
  return value === undefined || names.includes(value) ? [...names] : [...names, value];
}
