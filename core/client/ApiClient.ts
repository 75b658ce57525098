import { type ErrorCode, errorCatalogue } from "../base/errorCatalogue.ts";
import { type JsonValue, parseJson, stringifyJson } from "../base/json.ts";
import { SluiceError } from "../base/SluiceError.ts";
import { fromJsonNames } from "./fromJsonNames.ts";
import { type Operations, operationPaths } from "./Operations.ts";

/** Sends a request to a host: `fetch` of a browser, or of Node over TCP or a local socket. `path` begins with a slash; `operation` is what it asks for. */
export type Transport = (path: string, init: RequestInit, operation: keyof Operations) => Promise<Response>;

export interface CallInput<Id extends keyof Operations> {
  params?: Operations[Id]["params"];
  query?: Operations[Id]["query"];
  body?: Operations[Id]["body"];
  /** Instead of `body`: an archive as it is. */
  archive?: RequestInit["body"];
  /** What the archive is; default: ZIP. */
  archiveType?: string;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** The API of a host as typed functions. Every failure is a SluiceError with the code of the host. */
export class ApiClient {
  private readonly transport: Transport;
  private readonly token: string | undefined;

  /** Without a token the transport must say who asks, as a browser does by its cookie. */
  constructor(transport: Transport, token?: string) {
    this.transport = transport;
    this.token = token;
  }

  /** Throws what the host answers as an error, and `host_unreachable`. */
  async call<Id extends keyof Operations>(id: Id, input: CallInput<Id> = {}): Promise<Operations[Id]["answer"]> {
    const response = await this.send(id, input);
    const text = await response.text();
    const parsed = parseJson(text === "" ? "null" : text);
    if (!parsed.ok) throw new SluiceError("host_unreachable", `What answers is no Sluice host: ${parsed.message}.`);
    return parsed.value as Operations[Id]["answer"];
  }

  /** As `call`, for answers that are no JSON or do not end. */
  async send<Id extends keyof Operations>(id: Id, input: CallInput<Id> = {}): Promise<Response> {
    const [method, path] = operationPaths[id];
    const { params = {}, query = {}, body, archive, archiveType = "application/zip", headers = {}, signal } = input;
    const response = await this.request(`${fill(path, params)}${toQuery(query)}`, {
      operation: id,
      method,
      headers: {
        ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(archive === undefined ? {} : { "content-type": archiveType }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: stringifyJson(body as JsonValue) }),
      // A stream is sent while nothing comes back yet.
      ...(archive === undefined ? {} : { body: archive, duplex: "half" }),
      ...(signal === undefined ? {} : { signal }),
    });
    if (response.ok) return response;
    throw toError(response.status, await response.text());
  }

  private async request(
    path: string,
    { operation, ...init }: RequestInit & { operation: keyof Operations },
  ): Promise<Response> {
    try {
      return await this.transport(path, init, operation);
    } catch (error) {
      if (init.signal?.aborted === true) throw error;
      throw new SluiceError("host_unreachable", `No host answers: ${messageOf(error)}.`, { cause: error });
    }
  }
}

function fill(path: string, params: object): string {
  const values = new Map(Object.entries(params));
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodePart(String(values.get(name) ?? "")));
}

/** An address with a part of dots alone would be that of something else. */
function encodePart(value: string): string {
  if (value !== "" && !/^\.{1,2}$/.test(value)) return encodeURIComponent(value);
  throw new SluiceError("not_found", `There is nothing of the name "${value}".`, { details: { name: value } });
}

function toQuery(query: object): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined);
  return pairs.length === 0
    ? ""
    : `?${new URLSearchParams(Object.fromEntries(pairs.map(([name, value]) => [name, String(value)])))}`;
}

/** A problem document as the error it was on the host. */
function toError(status: number, text: string): SluiceError {
  const parsed = parseJson(text);
  const problem = (parsed.ok ? parsed.value : null) as {
    code?: string;
    detail?: string;
    details?: Record<string, unknown>;
    errors?: ProblemError[];
  } | null;
  const code = problem?.code;
  if (problem === null || code === undefined || !Object.hasOwn(errorCatalogue, code)) {
    return new SluiceError(
      "host_unreachable",
      `What answers is no Sluice host, or one of another version (status ${status}).`,
    );
  }
  return new SluiceError(code as ErrorCode, problem.detail ?? "", {
    details: { ...fromJsonNames(problem.details ?? {}), ...toDetails(code, problem.errors) },
  });
}

interface ProblemError {
  detail: string;
  file?: string;
  line?: number;
  column?: number;
}

function toDetails(code: string, errors: ProblemError[] | undefined): Record<string, unknown> {
  if (errors === undefined) return {};
  if (code === "compile_failed") {
    return { errors: errors.map(({ file, line, column, detail }) => ({ file, line, column, text: detail })) };
  }
  return { problems: errors.map(({ detail, ...rest }) => ({ ...rest, message: detail })) };
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
