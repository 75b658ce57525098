import type { z } from "zod";
import type { ReportEntry } from "../Report.ts";
import type { DataSummary, LogLine, RunRecord, StepError, StepRunRecord, StepWait } from "../RunRecord.ts";
import type { ParameterManifest, StepManifest } from "../StepManifest.ts";
import type { parameterManifestSchema, stepManifestSchema } from "./manifestSchemas.ts";
import type { reportEntrySchema } from "./reportSchemas.ts";
import type {
  dataSummarySchema,
  logLineSchema,
  runRecordSchema,
  stepErrorSchema,
  stepRunRecordSchema,
  stepWaitSchema,
} from "./runSchemas.ts";

/** A type with every key present, so that `key?: T` and `key: T | undefined` compare equal: JSON cannot tell them apart. */
type Keys<T> = T extends object ? { [K in keyof T]-?: [K, T[K] | undefined] } : T;

type Same<A, B> = [Keys<A>] extends [Keys<B>] ? ([Keys<B>] extends [Keys<A>] ? true : false) : false;

/** Every schema reads exactly the type it is named after; a difference does not compile. */
export type SchemaAgreement = Agree<
  [
    Same<z.output<typeof parameterManifestSchema>, ParameterManifest>,
    Same<z.output<typeof stepManifestSchema>, StepManifest>,
    Same<z.output<typeof runRecordSchema>, RunRecord>,
    Same<z.output<typeof stepRunRecordSchema>, StepRunRecord>,
    Same<z.output<typeof stepErrorSchema>, StepError>,
    Same<z.output<typeof stepWaitSchema>, StepWait>,
    Same<z.output<typeof dataSummarySchema>, DataSummary>,
    Same<z.output<typeof logLineSchema>, LogLine>,
    Same<z.output<typeof reportEntrySchema>, ReportEntry>,
  ]
>;

type Agree<T extends true[]> = T;
