import { type JsonValue, stringifyJson } from "../base/json.ts";
import type { AttemptInput, AttemptRequest } from "../engine/ports/StepWorkers.ts";
import type { StoredData } from "../model/StoredData.ts";

/** What the attempts of one class have in common. Step code never gets hold of it, so they may share it. */
type Frame = Pick<
  AttemptRequest,
  "environment" | "stepClass" | "blobFolder" | "logLevel" | "limits" | "generateReport"
>;

const execute = { kind: "execute" } as const;

/** What runs and steps have of their own and share with others of theirs: each attempt gets it anew, from text. */
type Written = "configuration" | "connections" | "appVariables" | "outputs" | "routes";
type Own = "runId" | "appName" | "stepRunId" | "stepName" | "attempt" | "idempotencyKey";

/**
 * A request on its way to a worker: fewer objects and keys, which is what sending costs, and small bytes as text (Latin-1).
 * Several may go as one message, so that no object in it may belong to two of them.
 */
export type PackedRequest = Pick<AttemptRequest, Own> & {
  frame: string;
  parameters: string;
  consumers: string;
  inputs: (AttemptInput | PackedInput)[];
  dataKey: string;
} & Partial<Pick<AttemptRequest, "mode" | "previousParameters" | "sample"> & Record<Written, string>>;

/** A small input: step, position, bytes as text, and the values of its summary. */
type PackedInput = [string, number, string, StoredData["summary"]["kind"], number, number | undefined];

/** Bytes up to so many are sent as text. */
const smallBytes = 4_096;

const frames = new WeakMap<object, { frame: Frame; text: string }>();
const texts = new WeakMap<object, string>();

export function packRequest(request: AttemptRequest): PackedRequest {
  const { runId, appName, stepRunId, stepName, attempt, parameters, consumers, idempotencyKey } = request;
  const packed: PackedRequest = {
    frame: packFrame(request),
    runId,
    appName,
    stepRunId,
    stepName,
    attempt,
    parameters: write(parameters),
    consumers: write(consumers),
    idempotencyKey,
    inputs: request.inputs.map(packInput),
    dataKey: toText(request.dataKey),
  };
  // What most attempts say the same of is left out.
  if (request.mode.kind !== "execute") packed.mode = request.mode;
  if (hasKeys(request.configuration)) packed.configuration = write(request.configuration);
  if (request.connections.length > 0) packed.connections = write(request.connections);
  if (hasKeys(request.appVariables)) packed.appVariables = write(request.appVariables);
  if (request.previousParameters !== undefined) packed.previousParameters = request.previousParameters;
  if (request.outputs.length > 0) packed.outputs = write(request.outputs);
  if (hasKeys(request.routes)) packed.routes = write(request.routes);
  if (request.sample) packed.sample = true;
  return packed;
}

/** The request as it was; nothing that step code may get hold of is shared with another one. */
export function createUnpacker(): (packed: PackedRequest) => AttemptRequest {
  const known = new Map<string, Frame>();
  const readFrame = (text: string): Frame => {
    const found = known.get(text);
    if (found !== undefined) return found;
    if (known.size >= 64) known.clear();
    const frame = JSON.parse(text) as Frame;
    known.set(text, frame);
    return frame;
  };
  return (packed) => {
    const { environment, stepClass, blobFolder, logLevel, limits, generateReport } = readFrame(packed.frame);
    return {
      runId: packed.runId,
      appName: packed.appName,
      stepRunId: packed.stepRunId,
      stepName: packed.stepName,
      attempt: packed.attempt,
      mode: packed.mode ?? execute,
      environment,
      stepClass,
      parameters: read(packed.parameters),
      configuration: read(packed.configuration ?? "{}"),
      connections: read(packed.connections ?? "[]"),
      appVariables: read(packed.appVariables ?? "{}"),
      inputs: packed.inputs.map(unpackInput),
      previousParameters: packed.previousParameters,
      dataKey: toBytes(packed.dataKey),
      blobFolder,
      consumers: read(packed.consumers),
      outputs: read(packed.outputs ?? "[]"),
      routes: read(packed.routes ?? "{}"),
      logLevel,
      limits,
      idempotencyKey: packed.idempotencyKey,
      generateReport,
      sample: packed.sample ?? false,
    };
  };
}

/** Documents, configurations and variables do not change while a run goes on. */
function write(value: object): string {
  const known = texts.get(value);
  if (known !== undefined) return known;
  const text = stringifyJson(value as JsonValue);
  texts.set(value, text);
  return text;
}

function read<T>(text: string): T {
  return JSON.parse(text) as T;
}

function packFrame(request: AttemptRequest): string {
  const { environment, stepClass, blobFolder, logLevel, limits, generateReport } = request;
  const key: object = stepClass ?? execute;
  const last = frames.get(key);
  if (last !== undefined && isSame(last.frame, request)) return last.text;
  const frame = { environment, stepClass, blobFolder, logLevel, limits, generateReport };
  const text = JSON.stringify(frame);
  frames.set(key, { frame, text });
  return text;
}

function isSame({ limits: a, ...frame }: Frame, request: AttemptRequest): boolean {
  const b = request.limits;
  if (a.wallMs !== b.wallMs || a.memoryMb !== b.memoryMb || a.outputBytes !== b.outputBytes) return false;
  if (a.logBytes !== b.logBytes || frame.stepClass !== request.stepClass) return false;
  if (frame.environment !== request.environment || frame.blobFolder !== request.blobFolder) return false;
  return frame.logLevel === request.logLevel && frame.generateReport === request.generateReport;
}

function packInput(input: AttemptInput): AttemptInput | PackedInput {
  const { step, position, data } = input;
  if (data.kind !== "stored" || data.stored.kind !== "inline" || data.stored.bytes.byteLength > smallBytes)
    return input;
  const { kind, bytes, count } = data.stored.summary;
  return [step, position, toText(data.stored.bytes), kind, bytes, count];
}

function unpackInput(input: AttemptInput | PackedInput): AttemptInput {
  if (!Array.isArray(input)) return input;
  const [step, position, text, kind, bytes, count] = input;
  const summary = count === undefined ? { kind, bytes } : { kind, bytes, count };
  return { step, position, data: { kind: "stored", stored: { kind: "inline", summary, bytes: toBytes(text) } } };
}

function toText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}

function toBytes(text: string): Uint8Array {
  return Buffer.from(text, "latin1");
}

function hasKeys(object: object): boolean {
  for (const _key in object) return true;
  return false;
}
