import type { JsonValue } from "../base/json.ts";
import type { Random } from "../base/Random.ts";
import { SluiceError } from "../base/SluiceError.ts";
import { decodeData } from "../data/decodeData.ts";
import type { AttemptRequest, ClassReference, StepWorkers } from "../engine/ports/StepWorkers.ts";
import { logLevels } from "../model/RunRecord.ts";
import type { StepAnswer, StepQuestion, StepValues } from "../service/ports/StepValues.ts";

/** A person waits for it, ms. */
const wallMs = 10_000;
/** What was given up has this long to take its leave of a server, ms. */
const graceMs = 1000;
/** What is looked at by a person is small, bytes. */
const outputBytes = 1_048_576;

interface Parts {
  workers: StepWorkers;
  random: Random;
  memoryMb: number;
  blobFolder: string;
}

/** Step functions and methods, called in a worker as an attempt calls them; nothing of it is recorded. */
export function createStepValues({ workers, random, memoryMb, blobFolder }: Parts): StepValues {
  const refuse = async (): Promise<never> => {
    throw new SluiceError("wrong_use", "Only a run asks the host for anything.");
  };
  const ask = async (
    question: StepQuestion,
    { mode, signal }: { mode: AttemptRequest["mode"]; signal?: AbortSignal | undefined },
  ): Promise<StepAnswer> => {
    const dataKey = random.bytes(32);
    const limits = { wallMs, memoryMb, outputBytes, logBytes: outputBytes };
    const request = { ...toRequest(question, mode), dataKey, blobFolder, limits };
    const attempt = workers.run(request, { onLog: () => undefined, onCall: refuse });
    const end = (): void => attempt.revoke(graceMs);
    signal?.addEventListener("abort", end);
    if (signal?.aborted) end();
    const outcome = await attempt.done.finally(() => signal?.removeEventListener("abort", end));
    if (outcome.kind === "failure") return { problem: `${outcome.error.exception}: ${outcome.error.message}` };
    if (outcome.kind !== "success") return { problem: "The step class was stopped." };
    return { value: outcome.data === undefined ? null : decodeData(outcome.data, { dataKey, blobFolder }) };
  };
  return {
    resolve: ({ value, ...question }) => ask(question, { mode: { kind: "resolve", value } }),
    call: ({ method, signal, ...question }) => ask(question, { mode: { kind: "call", method }, signal }),
  };
}

function environmentOf({ syncpack = "own", packEnvironment = syncpack }: ClassReference): string {
  return packEnvironment;
}

function toRequest(
  question: StepQuestion,
  mode: AttemptRequest["mode"],
): Omit<AttemptRequest, "dataKey" | "blobFolder" | "limits"> {
  const { stepName, stepClass, parameters, configuration, connections, appVariables, inputs } = question;
  return {
    runId: "none",
    appName: "none",
    stepRunId: "none",
    stepName,
    attempt: 1,
    mode,
    environment: environmentOf(stepClass),
    stepClass,
    parameters,
    configuration,
    connections: connections ?? [],
    appVariables,
    // The known data is what a worker made of its own: any value that travels between processes.
    inputs: inputs.map((input, position) => ({
      step: input.step,
      position,
      data: { kind: "plain", value: input.value as JsonValue },
    })),
    previousParameters: undefined,
    consumers: [],
    outputs: [],
    routes: {},
    logLevel: logLevels.critical,
    idempotencyKey: "none",
    generateReport: false,
    sample: false,
  };
}
