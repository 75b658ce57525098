import { createMasker, type Masker } from "../../base/createMasker.ts";
import { isSluiceError, SluiceError } from "../../base/SluiceError.ts";
import type { ConfigurationDocument } from "../../model/ConfigurationDocument.ts";
import { type Connection, oauthKind, toStepConnection } from "../../model/Connection.ts";
import { readConfiguration } from "../../model/readConfiguration.ts";
import { nearestName } from "../failures.ts";
import type { AccessTokenService } from "../oauth/AccessTokenService.ts";
import type { TokenStore } from "../oauth/TokenStore.ts";
import type { ServicePorts } from "../ServicePorts.ts";
import { openReferences, openVariables } from "../secrets/openVariables.ts";
import type { ReferenceResolver } from "../secrets/ReferenceResolver.ts";
import type { StepClassService } from "../stepClasses/StepClassService.ts";
import { type ConnectionUsers, listConnectionUses } from "./listConnectionUses.ts";
import { connectionToken, sealConnection } from "./sealedConnection.ts";

export interface ConnectionSummary {
  name: string;
  kind: string;
  friendlyName: string;
}

export interface ConnectionKind {
  kind: string;
  /** Whether its way may lead through an SSH server, which the variable `tunnel` names. */
  tunnel: boolean;
}

/** Whether a connection could be made, and what was found or what failed, as a sentence without secrets. */
export interface ConnectionTest {
  ok: boolean;
  message: string;
}

interface Parts {
  ports: Pick<ServicePorts, "configurations" | "vault" | "stepValues">;
  references: ReferenceResolver;
  stepClasses: StepClassService;
  accessTokens: AccessTokenService;
  tokens: TokenStore;
}

/** Use-cases of connections: configurations with a key that says of which kind of connection they are. */
export class ConnectionService {
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** By name. */
  list(): ConnectionSummary[] {
    const { configurations } = this.parts.ports;
    return configurations.list().flatMap(({ name, friendlyName }) => {
      const document = configurations.find(name);
      const kind = document && readConfiguration(document).connection;
      return kind === undefined ? [] : [{ name, kind, friendlyName }];
    });
  }

  /** The kinds that step classes take, by name. */
  async kinds(): Promise<ConnectionKind[]> {
    const parameters = (await this.parts.stepClasses.list()).flatMap(({ manifest }) => manifest?.parameters ?? []);
    const kinds = [...new Set(parameters.flatMap((parameter) => parameter.kinds ?? []))].sort();
    return kinds.map((kind) => ({
      kind,
      tunnel: parameters.some((parameter) => parameter.tunnel === true && parameter.kinds?.includes(kind)),
    }));
  }

  /**
   * The connections that the steps of a run name, as ciphertext under the key that `createSecrets` knows, with the values
   * they have now; undefined = there are none.
   */
  seal(users: ConnectionUsers): Record<string, string> | undefined {
    const steps = new Map<string, string[]>();
    for (const { connection, step } of listConnectionUses(users)) {
      steps.set(connection, [...(steps.get(connection) ?? []), step]);
    }
    const sealed: Record<string, string> = {};
    for (const [name, users] of steps) {
      const opened = this.open(name);
      if (opened === undefined) continue;
      const { connection, secrets } = opened;
      sealed[connectionToken(name)] = sealConnection({ ...connection, secrets, steps: users }, this.parts.ports.vault);
    }
    return Object.keys(sealed).length === 0 ? undefined : sealed;
  }

  /** Those that one step names, with the values they have now and the texts that give their secrets away; in memory only. */
  openFor(step: string, users: ConnectionUsers): { connections: Connection[]; secrets: string[] } {
    const names = new Set(listConnectionUses(users).flatMap((use) => (use.step === step ? [use.connection] : [])));
    const opened = [...names].flatMap((name) => this.open(name) ?? []);
    return {
      connections: opened.map(({ connection }) => toStepConnection(connection)),
      secrets: opened.flatMap(({ secrets }) => secrets),
    };
  }

  /**
   * Tries a connection in a worker, by the method of a step class that takes its kind. Throws `not_found` for the connection,
   * and `wrong_use` when it has no kind, or no step class can try it. `signal` ends it.
   */
  async test(name: string, signal?: AbortSignal): Promise<ConnectionTest> {
    const { references, stepClasses, ports } = this.parts;
    const fault = references.check(this.get(name))[0];
    if (fault !== undefined) return { ok: false, message: fault.message };
    const { connection, secrets } = this.openKnown(name);
    const mask: Masker = (text) => this.parts.tokens.mask(createMasker(secrets)(text));
    if (connection.kind === oauthKind) return this.testTokens(connection, mask);
    const tester = await this.findTester(connection.kind);
    const { reference } = await stepClasses.load(tester.file, tester.syncpack, { read: true });
    const answer = await ports.stepValues.call({
      stepName: "test",
      stepClass: reference,
      method: tester.method,
      parameters: { [tester.parameter]: name },
      configuration: {},
      connections: [toStepConnection(connection)],
      appVariables: {},
      inputs: [],
      signal,
    });
    // Nobody reads it, and the host may be closed by now.
    if (signal?.aborted) return { ok: false, message: "The test was given up." };
    // A sentence needs no name of an exception before it.
    if ("problem" in answer) return { ok: false, message: mask(answer.problem.replace(/^\w+: /, "")) };
    return { ok: true, message: typeof answer.value === "string" ? mask(answer.value) : "It works." };
  }

  /** With its secrets, in memory only. Throws `not_found`, and `wrong_use` when it has no kind or names a secret that there is not. */
  getOpened(name: string): Connection {
    const fault = this.parts.references.check(this.get(name))[0];
    if (fault !== undefined) throw new SluiceError("wrong_use", fault.message);
    return this.openKnown(name).connection;
  }

  private openKnown(name: string): { connection: Connection; secrets: string[] } {
    const opened = this.open(name);
    if (opened !== undefined) return opened;
    throw new SluiceError("wrong_use", `The configuration "${name}" is no connection: it has no key "connection".`);
  }

  /** The server is asked for a token anew. */
  private async testTokens(connection: Connection, mask: Masker): Promise<ConnectionTest> {
    try {
      const { expiresAt } = await this.parts.accessTokens.get(connection, { fresh: true });
      const until = expiresAt === null ? "" : `, good until ${new Date(expiresAt).toISOString()}`;
      return { ok: true, message: `The server gave a token${until}` };
    } catch (error) {
      if (!isSluiceError(error) || error.kind === "bug") throw error;
      return { ok: false, message: mask(error.message) };
    }
  }

  private get(name: string): ConfigurationDocument {
    const document = this.parts.ports.configurations.find(name);
    if (document !== undefined) return document;
    const known = this.list().map((connection) => connection.name);
    throw new SluiceError("not_found", `There is no connection "${name}".${nearestName(name, known)}`, {
      details: { name },
    });
  }

  /** With its secrets and the connection its way leads through, in memory only; undefined = it is none. */
  private open(
    name: string,
    before: readonly string[] = [],
  ): { connection: Connection; secrets: string[] } | undefined {
    const { ports, references } = this.parts;
    const document = ports.configurations.find(name);
    const kind = document && readConfiguration(document).connection;
    if (document === undefined || kind === undefined) return undefined;
    const opened = openReferences(references.seal(document), ports.vault);
    const { values, secrets } = openVariables(document, { references: opened, vault: ports.vault });
    const connection = { name, kind, settings: values };
    const way = [...before, name];
    // A way that leads back to itself ends there.
    const isOnward = typeof values.tunnel === "string" && !way.includes(values.tunnel);
    const tunnel = isOnward ? this.open(values.tunnel as string, way) : undefined;
    if (tunnel === undefined) return { connection, secrets };
    return { connection: { ...connection, tunnel: tunnel.connection }, secrets: [...secrets, ...tunnel.secrets] };
  }

  /** The first class that can try a connection of a kind. */
  private async findTester(
    kind: string,
  ): Promise<{ file: string; syncpack: string | undefined; parameter: string; method: string }> {
    for (const { file, syncpack, manifest } of await this.parts.stepClasses.list()) {
      for (const { name, kinds, testedBy } of manifest?.parameters ?? []) {
        if (testedBy !== undefined && kinds?.includes(kind)) {
          return { file, syncpack, parameter: name, method: testedBy };
        }
      }
    }
    throw new SluiceError(
      "wrong_use",
      `No step class can try a connection of the kind "${kind}". Correct the kind, or install the SyncPack that knows it.`,
    );
  }
}
