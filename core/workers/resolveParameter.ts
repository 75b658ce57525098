import type { JsonObject, JsonValue } from "../base/json.ts";
import type { Connection } from "../model/Connection.ts";
import type { ParameterManifest, StepManifest } from "../model/StepManifest.ts";
import {
  checkParameters,
  isNoValue,
  isShown,
  missing,
  throwParameterProblems,
  writtenValue,
} from "../sdk/checkParameters.ts";
import { coerceParameter, parseResolvedText, prepareParameter } from "../sdk/coerceParameter.ts";
import {
  ConnectionNotAvailableException,
  DataTypeMismatchException,
  MissingParameterException,
  StepException,
} from "../sdk/exceptions.ts";
import { type Found, lookupPath, notFound } from "../template/lookupPath.ts";
import { parseTemplate } from "../template/parseTemplate.ts";
import { nearestNames, resolveTemplate, type TemplateScope } from "../template/resolveTemplate.ts";

/** What one attempt resolves its parameters from. */
export interface ParameterSources {
  manifest: Pick<StepManifest, "parameters" | "stepFunctions">;
  /** As written in the document. */
  values: JsonObject;
  /** Decrypted values of the run's configuration. */
  configuration: Record<string, JsonValue>;
  /** Those that the step may use. */
  connections: readonly Connection[];
  /** Application variables of the run; null = no value. */
  appVariables: Record<string, JsonValue>;
  /** The instance whose methods step functions are. */
  step: object;
  /** The joined data of all producers; may throw DataTypeMismatchException. Asked for once, at the first `${path}`. */
  joined: () => unknown;
  /** The data of each producer that saved something, in producer order. */
  each: () => unknown[];
}

/** Reads the parameters of one attempt. */
export interface ParameterReader {
  /** Resolves at each call; null = no value. `lookupData` (if not null) answers `${path}` first. */
  getParameter(name: string, lookupData?: unknown): unknown;
  /** Whether a value is written, or a default declared, whatever it resolves to. */
  hasParameter(name: string): boolean;
  /** The connection that a parameter names. Throws ConnectionNotAvailableException. */
  getConnection(name: string): Connection;
  /** Throws with all missing and wrong parameters at once. */
  validateParameterValues(): void;
  /** What a parameter of this value would be. */
  resolve(value: JsonValue): unknown;
  /** The values last given for each parameter that was read, for `getParameterFromPreviousStep`. */
  usedParameters(): ReadonlyMap<string, unknown>;
}

/** Resolves parameters as semantics, section 6, says: default, tokens, then the type of the kind. */
export function createParameterReader(given: ParameterSources): ParameterReader {
  return new SourceReader(given);
}

class SourceReader implements ParameterReader {
  private readonly sources: ParameterSources;
  private readonly parameters: readonly ParameterManifest[];
  private readonly used = new Map<string, unknown>();

  constructor(given: ParameterSources) {
    this.sources = { ...given, joined: once(given.joined) };
    this.parameters = given.manifest.parameters;
  }

  getParameter(name: string, lookupData?: unknown): unknown {
    return this.read(this.find(name), lookupData);
  }

  hasParameter(name: string): boolean {
    return writtenValue(this.find(name), this.sources.values) !== null;
  }

  getConnection(name: string): Connection {
    const parameter = this.find(name);
    return findConnection(parameter, { name: this.read(parameter), connections: this.sources.connections });
  }

  validateParameterValues(): void {
    throwParameterProblems(checkParameters(this.parameters, this.sources.values));
  }

  resolve(value: JsonValue): unknown {
    return resolveTemplate(value, createScope({ parameter: "value", sources: this.sources, lookupData: undefined }));
  }

  usedParameters(): ReadonlyMap<string, unknown> {
    return this.used;
  }

  private read(parameter: ParameterManifest, lookupData?: unknown): unknown {
    const { sources, parameters } = this;
    const value = resolveParameter(parameter, { sources, lookupData });
    if (value === null && parameter.required && isShown(parameter, { parameters, values: sources.values })) {
      throwParameterProblems([missing(parameter)]);
    }
    this.used.set(parameter.name, value);
    return value;
  }

  private find(name: string): ParameterManifest {
    const parameter = this.parameters.find((candidate) => candidate.name === name);
    if (parameter === undefined) throw undeclared(name, this.parameters);
    return parameter;
  }
}

/** Joins only once, however many parameters ask: the producers' data stays the same during an attempt. */
function once(read: () => unknown): () => unknown {
  let outcome: { value: unknown } | { error: unknown } | undefined;
  return () => {
    if (outcome === undefined) {
      try {
        outcome = { value: read() };
      } catch (error) {
        outcome = { error };
      }
    }
    if ("error" in outcome) throw outcome.error;
    return outcome.value;
  };
}

/** The value of one parameter: written or default, prepared, tokens filled in, coerced; null = no value. */
export function resolveParameter(
  parameter: ParameterManifest,
  { sources, lookupData }: { sources: ParameterSources; lookupData?: unknown },
): unknown {
  const resolve = (raw: JsonValue): unknown => {
    if (parameter.kind === "code") return raw;
    const prepared = prepareParameter(parameter, raw);
    if (holdsNoToken(prepared)) return prepared;
    const resolved = resolveTemplate(prepared, createScope({ parameter: parameter.name, sources, lookupData }));
    if (typeof prepared !== "string" || typeof resolved !== "string") return resolved;
    return parseTemplate(prepared).length > 1 ? parseResolvedText(parameter, resolved) : resolved;
  };
  let value = resolve(writtenValue(parameter, sources.values));
  // A token may turn out to have no value: then the default counts as if nothing had been written.
  if (isNoValue(parameter, value)) value = resolve(parameter.defaultValue ?? null);
  return isNoValue(parameter, value) ? null : coerceParameter(parameter, value);
}

function holdsNoToken(value: JsonValue): boolean {
  return typeof value === "string" ? !value.includes("${") : typeof value !== "object" || value === null;
}

interface ScopeOptions {
  parameter: string;
  sources: ParameterSources;
  lookupData: unknown;
}

function createScope({ parameter, sources, lookupData }: ScopeOptions): TemplateScope {
  const { configuration, appVariables, manifest } = sources;
  return {
    parameter,
    config: (name) => lookupPath(configuration, [name]),
    appvar: (name) => lookupPath(appVariables, [name]),
    stepFunction: (name, args) => callStepFunction(sources, { name, args }),
    path: (segments) => findInData({ sources, lookupData }, segments),
    names(kind) {
      if (kind === "config") return Object.keys(configuration);
      if (kind === "appvar") return Object.keys(appVariables);
      if (kind === "stepFunc") return manifest.stepFunctions;
      return [...dataOf({ sources, lookupData })].flatMap(topKeys);
    },
  };
}

/** Everything a `${path}` may be found in, best first. */
function* dataOf({ sources, lookupData }: { sources: ParameterSources; lookupData: unknown }): Generator<unknown> {
  if (lookupData !== undefined && lookupData !== null) yield lookupData;
  try {
    yield sources.joined();
  } catch (error) {
    // Data that cannot be joined is still there producer by producer.
    if (!(error instanceof DataTypeMismatchException)) throw error;
  }
  yield* sources.each();
}

function findInData(from: { sources: ParameterSources; lookupData: unknown }, segments: string[]): Found {
  for (const data of dataOf(from)) {
    const found = lookupPath(data, segments);
    if (found.found) return found;
  }
  return notFound;
}

function topKeys(data: unknown): string[] {
  const isRecord = typeof data === "object" && data !== null && !Array.isArray(data) && !ArrayBuffer.isView(data);
  return isRecord ? Object.keys(data).slice(0, 200) : [];
}

function callStepFunction(sources: ParameterSources, { name, args }: { name: string; args: unknown[] }): Found {
  if (!sources.manifest.stepFunctions.includes(name)) return notFound;
  const method: unknown = Reflect.get(sources.step, name);
  if (typeof method !== "function") return notFound;
  const value: unknown = method.apply(sources.step, args);
  if (value instanceof Promise) {
    value.catch(() => undefined);
    throw new StepException(`Step function "${name}" returned a promise; only synchronous functions can give a value`);
  }
  return { found: true, value };
}

function findConnection(
  { name: parameter, kinds }: ParameterManifest,
  { name, connections }: { name: unknown; connections: readonly Connection[] },
): Connection {
  if (name === null) throw new ConnectionNotAvailableException(`Parameter "${parameter}" names no connection`);
  const found = connections.find((connection) => connection.name === name);
  if (found === undefined) {
    throw new ConnectionNotAvailableException(
      `Parameter "${parameter}" names the connection "${name}", which the run does not have: its name is written in the step, or comes from \${config...} or \${appvar...}`,
    );
  }
  if (kinds === undefined || kinds.includes(found.kind)) return found;
  throw new ConnectionNotAvailableException(
    `Parameter "${parameter}" takes a connection of the kind ${kinds.join(" or ")}; "${name}" is of the kind ${found.kind}`,
  );
}

function undeclared(name: string, parameters: readonly ParameterManifest[]): MissingParameterException {
  const nearest = nearestNames(
    name,
    parameters.map((parameter) => parameter.name),
  );
  const hint = nearest.length === 0 ? "" : ` Did you mean "${nearest[0]}"?`;
  return new MissingParameterException(`The step class declares no parameter "${name}".${hint}`, [name]);
}
