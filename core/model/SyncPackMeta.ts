import type { JsonObject } from "../base/json.ts";
import type { ScheduleTimesDocument } from "./schemas/scheduleSchemas.ts";

/** A schedule that a SyncPack brings; it comes in disabled. */
export interface PackSchedule {
  application_id: string;
  entry_id: string;
  params: JsonObject;
  schedule: ScheduleTimesDocument;
}

/** What a SyncPack says it needs beside its own folder. Nothing that is not named here is meant to be used. */
export interface PackPermissions {
  /** Hosts, such as `api.example.com` or `*.example.com:8443`. */
  net: string[];
  /** Folders and files that it reads. */
  read: string[];
  /** Folders and files that it writes. */
  write: string[];
  /** Names of environment variables. */
  env: string[];
  /** Whether it starts other programs. */
  child_processes: boolean;
  /** Whether packages of it are native code, which no right holds back. */
  native_code: boolean;
}

/** The `meta.json` of a SyncPack (manual, "Synchronization PowerPack Properties"); `permissions` is ours. */
export interface SyncPackMeta {
  name: string;
  friendly_name: string;
  version: string;
  summary: string;
  description: string;
  author: string;
  home_page: string;
  /** Packages and other packs it needs. */
  requires_dist: string[];
  schedules: PackSchedule[];
  tags: string[];
  critical: string[];
  /** Range of versions of the program. */
  requires_is_version: string;
  permissions: PackPermissions;
}
