import type { ClassFiles } from "../ports/StepClasses.ts";

/** A JSON document on its way in or out. */
export interface BundleDocument {
  /** For messages, and for the name of a document that has none. */
  fileName: string;
  text: string;
}

/** What an export archive or some files hold. Nothing of it is trusted. */
export interface Bundle {
  applications: BundleDocument[];
  configurations: BundleDocument[];
  stepClasses: ClassFiles[];
  schedules: BundleDocument[];
  /** `cipher` by name. */
  secrets: { name: string; cipher: string }[];
}
