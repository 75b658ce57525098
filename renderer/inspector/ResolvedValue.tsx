import { Button } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactElement, useSyncExternalStore } from "react";
import { type JsonValue, ownValue, stringifyJson } from "../../core/base/json.ts";
import { readText } from "../../core/model/readApplication.ts";
import { perform } from "../commands/perform.ts";
import { runAlone, runToSteps } from "../commands/runCommands.ts";
import { useRun } from "../commands/useRun.ts";
import { useDocument, useWorkbench } from "../commands/WorkbenchContext.ts";
import { listProducers } from "../state/flow/reach.ts";
import type { Visit } from "../state/form/FieldVisit.ts";
import { hasTokens } from "../state/form/fieldMode.ts";
import { toFieldText } from "../state/form/fieldText.ts";
import type { ResolvedToken } from "../state/ports/ResolvePort.ts";
import type { TextKey } from "../text/english.ts";
import { useText } from "../text/useText.ts";
import { Icon } from "../ui/Icon.tsx";
import styles from "./ResolvedValue.module.css";
import { useResolveSource } from "./useResolveSource.ts";
import { useThrottled } from "./useThrottled.ts";

/** The host is asked at once, and then at most once in so many ms. */
const pause = 40;

interface ResolvedValueProps {
  step: string;
  /** As stored. */
  value: JsonValue | undefined;
  visit: Visit;
}

/** What an expression would be in a run, beneath its field, while it is typed; what of it is not there, and what is near. */
export function ResolvedValue({ step, value, visit }: ResolvedValueProps): ReactElement | null {
  const latest = useSyncExternalStore(visit.subscribe, () => visit.latest(value));
  return latest === undefined || !hasTokens(latest) ? null : <Resolved step={step} value={latest} />;
}

function Resolved({ step, value }: { step: string; value: JsonValue }): ReactElement | null {
  const t = useText();
  const { resolver, document } = useWorkbench();
  const { run } = useResolveSource(step);
  const configuration = useDocument(({ edit }) => readText(edit.document, "configuration"));
  const pinned = useDocument(({ edit }) => Object.keys(edit.pins ?? {}).join(" "));
  const variables = useDocument(({ edit }) => stringifyJson(ownValue(edit.document, "app_variables") ?? null));
  const asked = useThrottled(stringifyJson(value), pause);
  const { data } = useQuery({
    // The newest question counts: an answer to an older one never takes its place.
    queryKey: ["resolve", step, asked, run, configuration, variables, pinned],
    queryFn: async () => {
      // A pin and a variable count once the host has them.
      await document.stored();
      return resolver?.resolve({ step, run }, JSON.parse(asked) as JsonValue);
    },
    enabled: resolver !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 2_000,
    retry: false,
  });
  const called = useQuery({
    queryKey: ["resolve-functions", step, asked, run, configuration, variables, pinned],
    queryFn: () => resolver?.resolve({ step, run }, JSON.parse(asked) as JsonValue, { functions: true }),
    // Step code runs when a person says so.
    enabled: false,
    retry: false,
  });
  if (data === undefined) return null;
  const { value: found, type, problem } = called.data ?? data;
  const isCallable = data.tokens.some(({ state }) => state === "function");
  const wasCalled = type !== undefined && isCallable;
  const absent = data.tokens.filter(({ state }) => state !== "found" && !(wasCalled && state === "function"));
  const failure = problem ?? called.error?.message;
  return (
    <div className={styles.resolved} role="status" aria-label={t("form.resolved")}>
      {type === undefined ? null : (
        <p className={styles.value} title={type}>
          <span className={styles.sign}>=</span>
          <span>{toFieldText(found) || t("form.resolved.empty")}</span>
          <span className={styles.type}>{type}</span>
        </p>
      )}
      {absent.map((token) => (
        <p key={token.token} className={styles.absent} data-state={token.state}>
          <Icon name={iconOf[token.state]} size={12} />
          <span>{toSentence(token, t)}</span>
          {token.state === "unknown" && token.kind === "appvar" ? <AddVariable name={nameOf(token)} /> : null}
        </p>
      ))}
      {absent.some(({ state }) => state === "noData") ? <RunProducers step={step} /> : null}
      {failure === undefined ? null : (
        <p className={styles.absent} data-state="unknown">
          <Icon name="circle-x" size={12} />
          <span>{failure}</span>
        </p>
      )}
      {isCallable && !wasCalled ? (
        <Button size="compact-xs" variant="default" onClick={() => void called.refetch()}>
          {t("form.resolved.call")}
        </Button>
      ) : null}
    </div>
  );
}

/** Adds the application variable that an expression names. */
function AddVariable({ name }: { name: string }): ReactElement | null {
  const t = useText();
  const workbench = useWorkbench();
  if (workbench.document.readOnly !== undefined) return null;
  return (
    <Button
      size="compact-xs"
      variant="default"
      aria-label={t("form.resolved.addOf", { name })}
      onClick={() => perform(workbench, t("gesture.addVariable"), [{ op: "addVariable", variable: { name } }])}
    >
      {t("form.resolved.add")}
    </Button>
  );
}

/** What follows the first dot of `${appvar.NAME}`. */
function nameOf({ token }: ResolvedToken): string {
  return token.slice(token.indexOf(".") + 1, -1);
}

/** Gets the data that is missing: runs the producer alone, or all that leads to the step, and not the step. */
function RunProducers({ step }: { step: string }): ReactElement | null {
  const t = useText();
  const workbench = useWorkbench();
  const run = useRun();
  const flow = useDocument((state) => state.flow);
  const producers = listProducers(flow, step);
  const [only] = producers;
  const isGoing = run?.state === "PENDING" || run?.state === "STARTED";
  if (only === undefined || workbench.runs === undefined) return null;
  const isOne = producers.length === 1;
  const ids = producers.map(({ id }) => id);
  const button = { size: "compact-xs", variant: "default", disabled: isGoing } as const;
  const needsMore = !isOne || listProducers(flow, only.id).length > 0;
  return (
    <div className={styles.runs}>
      {isOne ? (
        <Button
          {...button}
          leftSection={<Icon name="play" size={12} />}
          onClick={() => void runAlone(workbench, only.id)}
        >
          {t("form.resolved.runAlone", { name: only.name })}
        </Button>
      ) : null}
      {needsMore ? (
        <Button
          {...button}
          leftSection={<Icon name="arrow-right-to-line" size={12} />}
          onClick={() => void runToSteps(workbench, ids)}
        >
          {isOne ? t("form.resolved.runTo") : t("form.resolved.runProducers")}
        </Button>
      ) : null}
    </div>
  );
}

const iconOf: Record<ResolvedToken["state"], string> = {
  found: "check",
  unknown: "circle-x",
  missing: "triangle-alert",
  noData: "circle-dashed",
  function: "square-function",
};

function toSentence(
  { token, state, kind, nearest }: ResolvedToken,
  t: (key: TextKey, values?: Record<string, string>) => string,
): string {
  const name = token.slice(2, -1);
  if (state === "noData" || state === "function") return t(`form.resolved.${state}`, { name });
  const sentence =
    state === "missing" ? t("form.resolved.missing", { name }) : t(`form.resolved.unknown.${toKind(kind)}`, { name });
  return nearest[0] === undefined ? sentence : `${sentence} ${t("form.resolved.nearest", { name: nearest[0] })}`;
}

/** A path that is not there is never unknown. */
function toKind(kind: ResolvedToken["kind"]): "config" | "appvar" | "function" {
  return kind === "config" || kind === "appvar" ? kind : "function";
}
