import type { JsonObject } from "../../base/json.ts";

/** What may be used elsewhere. A variable belongs to a configuration or to an application. */
export type UseSubject =
  | { kind: "step_class"; name: string; syncpack?: string | undefined }
  | { kind: "configuration" | "queue" | "application"; name: string }
  | { kind: "secret"; name: string }
  | { kind: "config_variable"; name: string; configuration: string }
  | { kind: "app_variable"; name: string; application: string };

/** One place that uses something. */
export interface Use {
  by: "application" | "configuration" | "schedule";
  name: string;
  /** The place is in a draft. */
  draft: boolean;
  /** JSON path in the document, or in the schedule as the API has it. */
  path: string;
  /** The step it is in, when it is in one. */
  step?: string;
}

/** A stored document of an application. */
export interface UsingApplication {
  name: string;
  draft: boolean;
  document: JsonObject;
}
