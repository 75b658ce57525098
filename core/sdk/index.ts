/** What a step author imports from "sluice". */
export type { JsonObject, JsonValue } from "../base/json.ts";
export type { AccessToken } from "../model/AccessToken.ts";
export type { Connection } from "../model/Connection.ts";
export type { Diagnostics } from "../model/Diagnostics.ts";
export type { ReportStatus } from "../model/Report.ts";
export type {
  OutputManifest,
  ParameterKind,
  ParameterManifest,
  ParameterOption,
  StepManifest,
} from "../model/StepManifest.ts";
export { BaseStep, type NewStepParameter, type StepCacheAccess, type StepReport, type StepResult } from "./BaseStep.ts";
export { readDataPath } from "./dataPath.ts";
export * from "./exceptions.ts";
export { openSsh, openTunnel, openTunnelPort, type SshServer, type SshUser, type TunnelPort } from "./openSsh.ts";
export * from "./parameters.ts";
export { type ConnectionSettings, readSettings, reasonOf, toConnectionException } from "./readSettings.ts";
export {
  type CertificateCheck,
  namedHost,
  readSecureServer,
  readTls,
  type SecureServer,
  type TlsMode,
  type TlsSettings,
} from "./readTls.ts";
export type { ResumeResult, StepRequest, SuspendRequest, TriggerRequest } from "./StepContext.ts";
export type { LogFunction, StepLogger } from "./StepLogger.ts";
export * from "./StepTypes.ts";
export type { Suspension } from "./Suspension.ts";
export { toJson } from "./toJson.ts";
export { type Pooled, withPooled } from "./withPooled.ts";
