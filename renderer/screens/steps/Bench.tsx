import { Button, Textarea } from "@mantine/core";
import { type FormEvent, type ReactElement, useState } from "react";
import type { StepManifest } from "../../../core/model/StepManifest.ts";
import type { BenchPort, BenchResult } from "../../state/ports/BenchPort.ts";
import { useText } from "../../text/useText.ts";
import { StateBadge } from "../../ui/StateBadge.tsx";
import { stepLooks } from "../../ui/stepLooks.ts";
import { toDuration } from "../../ui/toDuration.ts";
import { BenchField } from "./BenchField.tsx";
import { type BenchFields, readFields, readJson } from "./benchValues.ts";
import styles from "./StepsScreen.module.css";
import type { ClassPlace } from "./StepsScreen.tsx";

/** Longer texts are cut where they are shown. */
const longest = 20_000;

export interface BenchProps {
  bench: BenchPort;
  place: ClassPlace;
  manifest: StepManifest;
  /** The code has changes that the bench does not run. */
  isDraft: boolean;
}

/** Runs one class alone: parameters and input on the left, what came of it on the right. */
export function Bench({ bench, place, manifest, isDraft }: BenchProps): ReactElement {
  const t = useText();
  const [fields, setFields] = useState<BenchFields>({});
  const [input, setInput] = useState("");
  const [run, setRun] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const [wasAsked, setAsked] = useState(false);
  const [result, setResult] = useState<BenchResult>();
  const [failure, setFailure] = useState<string>();
  const { values, faults } = readFields(manifest.parameters, fields);
  const given = input.trim() === "" ? undefined : readJson(input);
  const inputFault = input.trim() !== "" && given === undefined ? t("steps.fault.json") : undefined;
  const start = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setAsked(true);
    if (Object.keys(faults).length > 0 || inputFault !== undefined) return;
    setBusy(true);
    setFailure(undefined);
    setResult(undefined);
    try {
      const id = await bench.start({ ...place, parameters: values, input: given });
      setRun(id);
      setResult(await bench.result(id));
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
      setRun(undefined);
    }
  };
  return (
    <div className={styles.bench}>
      <form className={styles.fields} onSubmit={(event) => void start(event)}>
        {isDraft ? <p className={styles.said}>{t("steps.bench.published")}</p> : null}
        {manifest.parameters.map((parameter) => {
          const fault = faults[parameter.name];
          const isShown = fault !== undefined && (wasAsked || fault !== "required");
          return (
            <BenchField
              key={parameter.name}
              parameter={parameter}
              value={fields[parameter.name]}
              error={isShown ? t(`steps.fault.${fault}` as "steps.fault.json") : undefined}
              onChange={(value) => setFields((before) => ({ ...before, [parameter.name]: value }))}
            />
          );
        })}
        <Textarea
          label={t("steps.input")}
          description={t("steps.input.help")}
          placeholder='[{ "name": "Ada" }]'
          autosize
          minRows={3}
          maxRows={12}
          error={inputFault}
          value={input}
          onChange={({ currentTarget }) => setInput(currentTarget.value)}
        />
        <div className={styles.bar}>
          <Button type="submit" loading={isBusy}>
            {t("steps.run")}
          </Button>
          {run === undefined ? null : (
            <Button variant="default" onClick={() => void bench.stop(run).catch(() => undefined)}>
              {t("runs.revoke")}
            </Button>
          )}
        </div>
      </form>
      <section className={styles.result} aria-label={t("steps.result")} aria-live="polite">
        {failure === undefined ? null : <p className={styles.failure}>{failure}</p>}
        {result === undefined ? (
          isBusy || failure !== undefined ? null : (
            <p className={styles.said}>{t("steps.result.none")}</p>
          )
        ) : (
          <Outcome result={result} />
        )}
      </section>
    </div>
  );
}

function Outcome({ result }: { result: BenchResult }): ReactElement {
  const t = useText();
  const { state, warning, took, error, data, log } = result;
  const look = state === "SUCCESS" && warning ? "warning" : stepLooks[state];
  return (
    <>
      <StateBadge
        look={look}
        word={t(`step.state.${look}`)}
        detail={took === undefined ? undefined : toDuration(0, took)}
      />
      {error === undefined ? null : (
        <pre className={styles.failure}>{error.stack ?? `${error.exception}: ${error.message}`}</pre>
      )}
      <h2 className={styles.heading}>{t("steps.data")}</h2>
      {data === undefined ? (
        <p className={styles.said}>{t("steps.data.none")}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text must scroll by keys
        <pre className={styles.output} tabIndex={0}>
          {shorten(JSON.stringify(data, null, 2))}
        </pre>
      )}
      <h2 className={styles.heading}>{t("steps.log")}</h2>
      {log.length === 0 ? <p className={styles.said}>{t("steps.log.none")}</p> : null}
      <ul className={styles.log}>
        {log.map(({ level, message }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines stay where they are
          <li key={at} data-level={level}>
            {message}
          </li>
        ))}
      </ul>
    </>
  );
}

function shorten(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}\n…` : text;
}
