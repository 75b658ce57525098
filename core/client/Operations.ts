// Made from the description of the API by `npm run client`. Do not edit.

export interface DocumentDiff {
  /** What only the canvas shows. */
  layout: {
    /** Absent: it does not exist there. */
    from?: unknown;
    id?: string;
    kind: "added" | "removed" | "renamed" | "changed" | "moved";
    name?: string;
    of: "application" | "step" | "variable" | "position" | "group" | "note" | "layout";
    /** JSON path in the later document; of what was removed, in the earlier one. */
    path: string;
    /** Absent: it does not exist there. */
    to?: unknown;
  }[];
  /** What runs can see. */
  logic: {
    /** Absent: it does not exist there. */
    from?: unknown;
    id?: string;
    kind: "added" | "removed" | "renamed" | "changed" | "moved";
    name?: string;
    of: "application" | "step" | "variable" | "position" | "group" | "note" | "layout";
    /** JSON path in the later document; of what was removed, in the earlier one. */
    path: string;
    /** Absent: it does not exist there. */
    to?: unknown;
  }[];
}

export interface Draft {
  application: string;
  /**
   * The revision it is based on; 0 = none.
   */
  base_revision: number;
  document: Record<string, unknown>;
  history: {
    /**
     * Differences from its base revision, without places that windows found.
     */
    changes: number;
    redo?: string;
    /** What this window would undo next; absent = nothing. */
    undo?: string;
  };
  /** Step id to typed JSON that replaces the output of the step in runs of the editor. */
  pins: Partial<Record<string, unknown>>;
  /**
   * 0 = never published.
   */
  published_revision: number;
  /**
   * Number of its last gesture.
   */
  seq: number;
  /** In the order of the steps. */
  step_ids: string[];
}

export interface DraftMerge {
  base: number;
  conflicts: {
    /** Absent: it does not exist there. */
    base?: unknown;
    id: string;
    /** Absent: it does not exist there. */
    mine?: unknown;
    name?: string;
    of: "application" | "step" | "variable" | "order";
    path: string[];
    subject?: string;
    /** Absent: it does not exist there. */
    theirs?: unknown;
  }[];
  /** What the merge changes in the draft. */
  diff: DocumentDiff;
  published: number;
  renamed: {
    from: string;
    step: string;
    to: string;
  }[];
}

export interface DraftReply {
  /**
   * The revision the draft is based on; 0 = none.
   */
  base_revision: number;
  history: {
    /**
     * Differences from its base revision, without places that windows found.
     */
    changes: number;
    redo?: string;
    /** What this window would undo next; absent = nothing. */
    undo?: string;
  };
  /**
   * 0 = never published.
   */
  published_revision: number;
  seq: number;
  updates: {
    client: string;
    gesture: string;
    operations: Record<string, unknown>[];
    seq: number;
  }[];
}

export type EditOperationInput =
  | {
      at?: {
        x: number;
        y: number;
      };
      before?: string | null;
      entry: Record<string, unknown>;
      op: "addStep";
      /**
       * A new id for the step, a UUID.
       */
      step: string;
    }
  | {
      op: "removeStep";
      step: string;
    }
  | {
      /** @maxLength 10000 */
      name: string;
      op: "renameStep";
      step: string;
    }
  | {
      before: string | null;
      op: "reorderStep";
      step: string;
    }
  | {
      from: string;
      kind: "output" | "error";
      op: "connect";
      /**
       * Only of kind output: the route.
       */
      output?: string;
      to: string;
    }
  | {
      from: string;
      kind: "output" | "error";
      op: "disconnect";
      /**
       * Only of kind output: the route.
       */
      output?: string;
      to: string;
    }
  | {
      op: "setParameter";
      /** @minItems 1 */
      path: (string | number)[];
      step: string;
      /** Any JSON value. */
      value?: unknown;
    }
  | {
      /** @maxLength 10000 */
      key: string;
      op: "setBase";
      step: string;
      /** Any JSON value. */
      value?: unknown;
    }
  | {
      op: "setPin";
      step: string;
      /** Typed JSON; it replaces the output of the step. */
      value?: unknown;
    }
  | {
      op: "setAppVariables";
      variables: Record<string, unknown>[];
    }
  | {
      before?: string | null;
      op: "addVariable";
      variable: Record<string, unknown>;
    }
  | {
      /** @maxLength 10000 */
      name: string;
      op: "removeVariable";
    }
  | {
      /** @maxLength 10000 */
      name: string;
      op: "setVariable";
      variable: Record<string, unknown>;
    }
  | {
      /** @maxLength 10000 */
      key: string;
      op: "setApplicationKey";
      /** Any JSON value. */
      value?: unknown;
    }
  | {
      /** @maxLength 10000 */
      name?: string;
      op: "setConfiguration";
    }
  | {
      document: Record<string, unknown>;
      op: "replaceDocument";
      stepIds: string[];
    }
  | {
      op: "moveSteps";
      positions: {
        step: string;
        x: number;
        y: number;
      }[];
    }
  | {
      /**
       * The layout as a whole: one operation for each of thousands of steps takes too long.
       */
      changes: {
        at: "application";
        change: "key";
        from?: Record<string, unknown>;
        key: "layout";
        to: Record<string, unknown>;
      }[];
      op: "patch";
    }
  | {
      before?: string | null;
      group: Record<string, unknown>;
      op: "addGroup";
    }
  | {
      id: string;
      op: "removeGroup";
    }
  | {
      id: string;
      /** @maxLength 10000 */
      key: string;
      op: "setGroup";
      /** Any JSON value. */
      value?: unknown;
    }
  | {
      before?: string | null;
      note: Record<string, unknown>;
      op: "addNote";
    }
  | {
      id: string;
      op: "removeNote";
    }
  | {
      id: string;
      /** @maxLength 10000 */
      key: string;
      op: "setNote";
      /** Any JSON value. */
      value?: unknown;
    };

export interface Firing {
  at: string;
  /** What kept the run from starting. */
  error: {
    code: string;
    detail: string;
    errors: {
      code: string;
      message: string;
      path: string;
      severity: "error" | "warning";
      step?: string;
      steps?: string[];
    }[];
  } | null;
  handled_at: string;
  href: string | null;
  /** A person ran the schedule now. */
  manual: boolean;
  /**
   * Times just before this one that passed without a run, at most 100.
   */
  missed: number;
  skipped: "missed" | "overlap" | "too_many_waiting" | "disabled" | null;
  state: "started" | "waiting" | "skipped" | "failed";
  task_id: string | null;
  /** null = it has no run, or the run has expired. */
  task_state: "PENDING" | "STARTED" | "SUCCESS" | "FAILURE" | "REVOKED" | null;
}

export interface ImportItem {
  /** conflict: something else has its name, and nobody chose; it stays out. missing: something needs it, and it is not there. */
  action: "create" | "overwrite" | "rename" | "unchanged" | "skip" | "conflict" | "refused" | "missing";
  draft?: boolean;
  kind: "step_class" | "configuration" | "secret" | "application" | "schedule" | "queue";
  message?: string;
  /** The name it has or gets here. */
  name: string;
  needed_by?: string[];
  problems?: {
    code: string;
    message: string;
    path: string;
    severity: "error" | "warning";
    step?: string;
    steps?: string[];
  }[];
  renamed_from?: string;
  /** Encrypted variables that have to be set again. */
  unset?: string[];
}

export interface ImportedHistory {
  known_reports: number;
  /**
   * They are here already and stay as they are.
   */
  known_runs: number;
  /**
   * Of `runs`: those encrypted with another key, which come in without saved data and parameters.
   */
  locked_runs: number;
  reports: number;
  /**
   * Ended runs that came in, or would. They are kept, and only read.
   */
  runs: number;
}

export interface Problem {
  code: string;
  /** What is wrong, where, and what to do. */
  detail: string;
  /** Facts for programs. */
  details?: Partial<Record<string, unknown>>;
  errors?: {
    code: string;
    detail: string;
    /** JSON path from the root of what was sent. */
    path: string;
    severity?: "error" | "warning";
    [key: string]: unknown;
  }[];
  status: number;
  title: string;
  /** The page that explains the code. */
  type: string;
}

export interface PublishPreview {
  base_revision: number;
  /**
   * 0 = there is nothing to publish.
   */
  changes: number;
  /** Step classes that the draft uses and that have a draft of their own. */
  classes: {
    /** It has no version yet. */
    is_new: boolean;
    name: string;
    /** Why it cannot become a version; null = it can. */
    problem: string | null;
    /** Names of the other applications that use it. */
    used_by: string[];
  }[];
  /** Somebody else published meanwhile: merge first. */
  needs_merge: boolean;
  /** With the changed step classes as they would be published. */
  problems: {
    code: string;
    message: string;
    path: string;
    severity: "error" | "warning";
    step?: string;
    steps?: string[];
  }[];
  /**
   * 0 = never published.
   */
  published_revision: number;
}

export interface Report {
  app_name: string;
  /** The run that made it. */
  application_id: string;
  created: string;
  href: string;
  /** report-, the name of the application, -, the id of the run. */
  id: string;
  /**
   * Rows its steps added.
   */
  rows: number;
  tables: {
    columns: {
      key: string;
      title: string;
    }[];
    name: string;
    sub_tables: {
      /** null = rows without a data key. */
      data_key: string | null;
      rows: {
        key: string | null;
        row: Record<string, unknown>;
        status: "New" | "Removed" | "Updated" | "Unchanged" | null;
      }[];
    }[];
  }[];
}

export interface RunTask {
  app_name: string;
  /** Application variables of the run, secrets masked. */
  app_vars: Partial<Record<string, unknown>>;
  configuration: string | null;
  /** Seconds since the epoch; null = not ended. */
  end_time: number | null;
  href: string;
  id: string;
  /** The newest run of the application. */
  last_run: string | null;
  queue: string;
  /** Seconds since the epoch; null = not started. */
  start_time: number | null;
  state: "PENDING" | "STARTED" | "SUCCESS" | "FAILURE" | "REVOKED";
  steps: {
    href: string;
    id: string;
    name: string;
    state: "PENDING" | "STARTED" | "SUCCESS" | "FAILURE" | "REVOKED" | "RETRY" | "WAITING" | "SKIPPED";
    traceback: string | null;
  }[];
  triggered_by: {
    application_id: string;
    triggered_by: string;
  }[];
  warning: boolean;
}

export interface Schedule {
  application_id: string;
  configuration: string | null;
  created_at: string;
  enabled: boolean;
  entry_id: string;
  /** The newest time that passed. */
  last_run: Firing | null;
  missed: "skip" | "once" | "all";
  /** When it is due next; null = never, or it is disabled. */
  next_at: string | null;
  /** The next ten times. */
  next_runs: string[];
  overlap: "skip" | "queue" | "allow";
  /** null = they were encrypted with another key and must be set again. */
  params: Record<string, unknown> | null;
  queue: string | null;
  revision: number;
  schedule:
    | {
        schedule_info: {
          /**
           * Seconds.
           */
          run_every: number;
        };
        schedule_type: "frequency";
      }
    | {
        /** A field that is left out is *. Day of month and day of week must both match. */
        schedule_info: {
          day_of_month?: string | number;
          day_of_week?: string | number;
          /**
           * All five fields, instead of each alone.
           */
          expression?: string;
          hour?: string | number;
          minute?: string | number;
          month_of_year?: string | number;
          /**
           * A name of the IANA database; UTC without it.
           */
          time_zone?: string;
        };
        schedule_type: "crontab";
      }
    | {
        schedule_info: {
          at: string;
        };
        schedule_type: "once";
      };
  updated_at: string;
  /**
   * Firings that wait for the end of the run before.
   */
  waiting: number;
}

export interface StepTask {
  app_name: string;
  application_id: string;
  attempts: number;
  end_time: number | null;
  file: string;
  href: string;
  id: string;
  logs: {
    attempt: number | null;
    date: string;
    level: string;
    message: string;
    module: string;
  }[];
  name: string;
  start_time: number | null;
  state: "PENDING" | "STARTED" | "SUCCESS" | "FAILURE" | "REVOKED" | "RETRY" | "WAITING" | "SKIPPED";
  traceback: string | null;
  warning: boolean;
}

export interface SyncPack {
  activated: boolean;
  applications: string[];
  author: string;
  configurations: string[];
  description: string;
  friendly_name: string;
  installed: boolean;
  name: string;
  /** Why activating or installing it failed last. */
  problem: string | null;
  /** It ships with the program: nothing changes or deletes it. */
  read_only: boolean;
  schedules: string[];
  /** Names of its step classes. */
  steps: string[];
  summary: string;
  tags: string[];
  version: string;
}

export interface SyncPackApplication {
  application: string;
  /** null = it takes the newest that is installed. */
  version: string | null;
}

export interface SyncPackDetails {
  activated: boolean;
  applications: string[];
  author: string;
  configurations: string[];
  description: string;
  friendly_name: string;
  installed: boolean;
  name: string;
  /** Why activating or installing it failed last. */
  problem: string | null;
  /** It ships with the program: nothing changes or deletes it. */
  read_only: boolean;
  schedules: string[];
  /** Names of its step classes. */
  steps: string[];
  summary: string;
  tags: string[];
  /** null = it ships with the program. */
  trust: SyncPackTrust | null;
  /** What would no longer work without this version. */
  used_by: string[];
  version: string;
}

export interface SyncPackFile {
  bytes: number;
  name: string;
  path: string;
  /** null = it is no text, or larger than 1 MB. */
  text: string | null;
  version: string;
}

export interface SyncPackTrust {
  dependencies: {
    /** It is installed beside the SyncPack when that is activated. */
    external: boolean;
    /** It has scripts for its installation; they run only when that is allowed by name. */
    install_scripts: boolean;
    license: string;
    name: string;
    version: string;
  }[];
  /** The permissions that its workers are held to; the others are only said. */
  enforced: string[];
  files: {
    bytes: number;
    path: string;
  }[];
  /** sha256 of the archive. */
  hash: string;
  permissions: {
    child_processes: boolean;
    env: string[];
    /** Packages of it are native code, which nothing holds back. */
    native_code: boolean;
    net: string[];
    read: string[];
    write: string[];
  };
  /** none: nobody vouches for it; known: by a key of the setting pack_keys; unknown: by another key, so nobody can tell; bad: not what the known key signed. */
  signature: "none" | "known" | "unknown" | "bad";
  signed_by: {
    /** What the signer wrote beside it; of an unknown key anybody did. */
    comment: string;
    key_id: string;
    /** Of the known key. */
    name: string | null;
  } | null;
  uploaded_at: string;
  uploaded_by: string;
}

export interface SyncPackUpgrade {
  application: string;
  /** null = it takes the newest that is installed. */
  from: string | null;
  problems: {
    code: string;
    message: string;
    path: string;
    severity: "error" | "warning";
    step?: string;
    steps?: string[];
  }[];
  /** unchanged: it kept that version already; refused: it would have errors, and stays. */
  result: "published" | "unchanged" | "refused";
  to: string;
}

export interface TrashEntry {
  deleted_at: string;
  deleted_by: string;
  /**
   * When it can no longer be restored.
   */
  expires_at: string;
  id: string;
  kind: "application" | "configuration" | "step_class";
  name: string;
}

/** What every operation of the API takes and answers. */
export interface Operations {
  /** Unpacks a SyncPack into its own environment and runs nothing of it; without a version the newest. */
  activateSyncPack: {
    params: { name: string };
    query: Record<never, never>;
    body: {
      /**
       * npm packages whose scripts for their installation run, with all rights of the host.
       */
      allow_scripts?: string[];
      /**
       * Absolute folder of tarballs on the host; default: the registry that npm is set up for.
       */
      packages?: string;
      version?: string;
    } | null;
    answer: SyncPack;
  };
  /** Always refused: the program needs no license data. */
  addLicense: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: unknown;
  };
  /** Adds a user with a role. */
  addOwner: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      owner: string;
      /**
       * 12 to 1024 characters.
       */
      password?: string;
      role: "viewer" | "operator" | "developer" | "administrator";
    };
    answer: {
      created_at: string;
      /** false: cannot log in yet. */
      has_password: boolean;
      has_second_factor: boolean;
      owner: string;
      role: "viewer" | "operator" | "developer" | "administrator";
    };
  };
  /** Makes a configuration the one that the application runs with: a new revision. */
  alignApplication: {
    params: { name: string };
    query: Record<never, never>;
    body: {
      /** @maxLength 1000 */
      comment?: string;
      /** null = none. */
      configuration: string | null;
    };
    answer: {
      configuration: string | null;
      name: string;
      problems: {
        code: string;
        message: string;
        path: string;
        severity: "error" | "warning";
        step?: string;
        steps?: string[];
      }[];
      result: "published" | "draft" | "unchanged";
      revision: number;
    };
  };
  /** Allows exactly these environment variables. */
  allowEnvironment: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      /** @maxItems 1000 */
      names: string[];
    };
    answer: {
      name: string;
      /** Whether the program was started with it. */
      set: boolean;
    }[];
  };
  /** Ends a sign-in that waits for its browser. */
  cancelSignIn: {
    params: { name: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      /** Why the last sign-in failed, though one of before may go on; or what is wrong with the settings. */
      message?: string;
      state: "not_needed" | "missing" | "waiting" | "signed_in" | "expired" | "unusable";
    };
  };
  /** Sets, renames and removes single variables, all or none, and says of which kind of connection it is. */
  changeConfiguration: {
    params: { name: string };
    query: Record<never, never>;
    body: {
      /** Its kind; null = it is none. */
      connection?: string | null;
      variables?: (
        | {
            name: string;
            remove: true;
          }
        | {
            name: string;
            /**
             * Its new name. An encrypted value stays encrypted.
             */
            rename_to: string;
          }
        | {
            /** true encrypts it. An encrypted variable stays so. */
            encrypted?: boolean;
            name: string;
            /** Any JSON value. */
            value: unknown;
          }
      )[];
    };
    answer: Record<string, unknown>;
  };
  /** Changes your password and ends your other sessions. */
  changeOwnPassword: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      /**
       * 12 to 1024 characters.
       */
      new_password: string;
      /**
       * The present one, asked again.
       */
      password: string;
    };
    answer: {
      changed: boolean;
    };
  };
  /** Gives a user another role, a new password (which ends the sessions), or takes the second factor away. */
  changeOwner: {
    params: { owner: string };
    query: Record<never, never>;
    body: {
      /**
       * 12 to 1024 characters.
       */
      password?: string;
      role?: "viewer" | "operator" | "developer" | "administrator";
      second_factor?: false;
    };
    answer: {
      created_at: string;
      /** false: cannot log in yet. */
      has_password: boolean;
      has_second_factor: boolean;
      owner: string;
      role: "viewer" | "operator" | "developer" | "administrator";
    };
  };
  /** Changes what the body names; null clears a configuration or queue. */
  changeSchedule: {
    params: { entry_id: string };
    query: Record<never, never>;
    body: {
      application_id?: string;
      /** A stored configuration; null = the one the application is aligned with. */
      configuration?: string | null;
      enabled?: boolean;
      /** Times missed while the program was off: none runs, the newest runs, or each, at most 100. */
      missed?: "skip" | "once" | "all";
      /** A time while the run before goes on: it is skipped, waits for its end, or runs beside it. */
      overlap?: "skip" | "queue" | "allow";
      /** Run-time parameters of its runs. */
      params?: Record<string, unknown>;
      /** null = that of the application. */
      queue?: string | null;
      schedule?:
        | {
            schedule_info: {
              /**
               * Seconds.
               */
              run_every: number;
            };
            schedule_type: "frequency";
          }
        | {
            /** A field that is left out is *. Day of month and day of week must both match. */
            schedule_info: {
              day_of_month?: string | number;
              day_of_week?: string | number;
              /**
               * All five fields, instead of each alone.
               */
              expression?: string;
              hour?: string | number;
              minute?: string | number;
              month_of_year?: string | number;
              /**
               * A name of the IANA database; UTC without it.
               */
              time_zone?: string;
            };
            schedule_type: "crontab";
          }
        | {
            schedule_info: {
              at: string;
            };
            schedule_type: "once";
          };
    };
    answer: Schedule;
  };
  /** Changes settings; what is absent stays. */
  changeSettings: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      /**
       * Seconds one attempt of a step may take.
       */
      attempt_timeout?: number;
      limits?: {
        /**
         * Log lines of an attempt.
         */
        log_bytes?: number;
        /**
         * Memory of a worker.
         */
        memory_mb?: number;
        /**
         * What a step may save.
         */
        output_bytes?: number;
      };
      /**
       * Public keys of minisign that are trusted to sign SyncPacks.
       */
      pack_keys?: {
        /** @maxLength 1000 */
        key: string;
        name: string;
      }[];
      /**
       * Seconds that reports are kept; 0 = for ever.
       */
      report_expires?: number;
      /**
       * Seconds from the end of a run to its deletion; kept runs stay.
       */
      result_expires?: number;
    };
    answer: {
      /**
       * Seconds one attempt of a step may take.
       */
      attempt_timeout: number;
      limits: {
        /**
         * Log lines of an attempt.
         */
        log_bytes: number;
        /**
         * Memory of a worker.
         */
        memory_mb: number;
        /**
         * What a step may save.
         */
        output_bytes: number;
      };
      /**
       * Public keys of minisign that are trusted to sign SyncPacks.
       */
      pack_keys: {
        /** @maxLength 1000 */
        key: string;
        name: string;
      }[];
      /**
       * Seconds that reports are kept; 0 = for ever.
       */
      report_expires: number;
      /**
       * Seconds from the end of a run to its deletion; kept runs stay.
       */
      result_expires: number;
    };
  };
  /** Proves with a code that the app of a user knows the secret; nothing shows the recovery codes again. */
  confirmOwnerFactor: {
    params: { owner: string };
    query: Record<never, never>;
    body: {
      code: string;
    };
    answer: {
      recovery_codes: string[];
    };
  };
  /** Proves that the authenticator app knows the secret; answers with recovery codes. */
  confirmSecondFactor: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      code: string;
    };
    answer: {
      /** Each is good once. Nothing shows them again. */
      recovery_codes: string[];
    };
  };
  /** A new application with what a version holds, as a draft. */
  copyApplication: {
    params: { name: string };
    query: Record<never, never>;
    body: {
      /**
       * The window, api by default: each one undoes its own gestures.
       */
      client?: string;
      /** @maxLength 1000 */
      friendly_name: string;
      name: string;
      /**
       * draft, published, or the number of a revision.
       */
      version?: string;
    };
    answer: Draft;
  };
  /** Makes the present text of a class, one of a SyncPack too, an own class under another name. */
  copyStep: {
    params: { name: string };
    query: {
      syncpack?: string;
    };
    body: {
      /**
       * What people call it; default: as before.
       */
      friendly_name?: string;
      /** The name of the copy. */
      to: string;
    };
    answer: {
      /** Names the version. */
      hash: string;
      manifest: {
        author?: string;
        category?: string;
        description: string;
        /** @minLength 1 */
        file: string;
        friendly_name: string;
        hash: string;
        help?: string;
        icon?: string;
        outputs?: {
          name: string;
          title?: string;
        }[];
        outputs_from?: string;
        parameters: {
          advanced?: boolean;
          any_type?: boolean;
          default_value?: unknown;
          description?: string;
          kind:
            | "text"
            | "longText"
            | "number"
            | "boolean"
            | "select"
            | "json"
            | "code"
            | "list"
            | "mapping"
            | "secret"
            | "date"
            | "duration"
            | "crontab"
            | "file"
            | "connection"
            | "step"
            | "application"
            | "queue"
            | "configVariable";
          kinds?: string[];
          language?: string;
          max?: number;
          min?: number;
          multiple?: boolean;
          /** @minLength 1 */
          name: string;
          options?: {
            label?: string;
            value: unknown;
          }[];
          options_from?: string;
          pattern?: string;
          placeholder?: string;
          required?: boolean;
          sample_value?: unknown;
          section?: string;
          show_when?: {
            equals: unknown;
            parameter: string;
          };
          tested_by?: string;
          title?: string;
          tunnel?: boolean;
        }[];
        step_functions: string[];
        syncpack?: string;
        type: "standard" | "aggregated" | "trigger";
        unread?: true;
        uses_previous_parameters: boolean;
        version: string;
      };
      name: string;
    };
  };
  /** A new application without steps, as a draft called Untitled and a number. */
  createApplication: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      /**
       * The window, api by default: each one undoes its own gestures.
       */
      client?: string;
    } | null;
    answer: Draft;
  };
  /** A backup of the data folder, as sluice restore takes it. */
  createBackup: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      /**
       * With it the vault key becomes part of the backup, sealed. Nothing brings a forgotten one back.
       */
      passphrase?: string;
    } | null;
    answer: Blob;
  };
  /** Makes a code that logs a browser in as who asks: good once and for 60 s. */
  createOpenCode: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: {
      code: string;
      expires_at: string;
      /** What a browser opens to be logged in; once, and soon. */
      path: string;
    };
  };
  /** Makes a token; nothing shows it again. */
  createToken: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      name: string;
      role: "viewer" | "operator" | "developer" | "administrator";
      /** Whose it is: it has the drafts and settings of the user, may do no more, and goes with the user. */
      user?: string;
    };
    answer: {
      name: string;
      role: "viewer" | "operator" | "developer" | "administrator";
      token: string;
      /** Whose it is: it has the drafts and settings of the user, may do no more, and goes with the user. */
      user?: string;
    };
  };
  /** Approves or refuses what a step waits for. */
  decideApproval: {
    params: { run_id: string; step: string };
    query: Record<never, never>;
    body: {
      approved: boolean;
      comment?: string;
    };
    answer: {
      attempts: number;
      data?: unknown;
      disabled: boolean;
      error?: {
        attempt: number;
        exception: string;
        message: string;
        stack?: string;
        tail?: string;
      };
      file: string;
      finished_at?: string;
      id: string;
      name: string;
      pinned: boolean;
      position: number;
      retry_at?: string;
      reused_from?: string;
      run_id: string;
      skipped?: {
        reason: "failed" | "not_routed";
        step: string;
      };
      started_at?: string;
      state: "PENDING" | "STARTED" | "SUCCESS" | "FAILURE" | "REVOKED" | "RETRY" | "WAITING" | "SKIPPED";
      step_id?: string;
      wait?:
        | {
            kind: "runs";
            runs: string[];
          }
        | {
            kind: "until";
            until: string;
          }
        | {
            kind: "approval";
            title: string;
          };
      warning: boolean;
    };
  };
  /** Deletes an application and lists what still names it; its runs stay, and for 30 days it can be restored. */
  deleteApplication: {
    params: { name: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      deleted: string;
      uses: {
        by: "application" | "configuration" | "schedule";
        /** The place is in a draft. */
        draft: boolean;
        name: string;
        /** JSON path in the document or schedule. */
        path: string;
        step?: string;
      }[];
    };
  };
  /** Deletes one cache entry. */
  deleteCacheEntry: {
    params: { cache_id: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      deleted: string;
    };
  };
  /** Deletes a configuration and lists what still names it; for 30 days it can be restored. */
  deleteConfiguration: {
    params: { name: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      deleted: string;
      uses: {
        by: "application" | "configuration" | "schedule";
        /** The place is in a draft. */
        draft: boolean;
        name: string;
        /** JSON path in the document or schedule. */
        path: string;
        step?: string;
      }[];
    };
  };
  /** Always refused: the program needs no license data. */
  deleteLicense: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: unknown;
  };
  /** Deletes one of your own settings. */
  deleteOwnSetting: {
    params: { key: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      deleted: string;
    };
  };
  /** Removes a user and ends its sessions. */
  deleteOwner: {
    params: { owner: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      deleted: string;
    };
  };
  /** Removes a user and ends its sessions; the name as a query, as in the manual. */
  deleteOwnerByQuery: {
    params: Record<never, never>;
    query: {
      owner: string;
    };
    body: undefined;
    answer: {
      deleted: string;
    };
  };
  /** Takes a queue its capacity; runs that name it wait. */
  deleteQueue: {
    params: { queue: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      deleted: string;
    };
  };
  /** Deletes the report of this id if there is one, else all reports of the application of this name. */
  deleteReports: {
    params: { report_id: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      deleted: number;
    };
  };
  /** Deletes a schedule; its runs stay. */
  deleteSchedule: {
    params: { entry_id: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      deleted: string;
    };
  };
  /** Deletes the schedule that the query names; its runs stay. */
  deleteScheduleById: {
    params: Record<never, never>;
    query: {
      entry_id: string;
    };
    body: undefined;
    answer: {
      deleted: string;
    };
  };
  /** Deletes a secret, and lists what still names it. */
  deleteSecret: {
    params: { name: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      deleted: string;
      uses: {
        by: "application" | "configuration" | "schedule";
        /** The place is in a draft. */
        draft: boolean;
        name: string;
        /** JSON path in the document or schedule. */
        path: string;
        step?: string;
      }[];
    };
  };
  /** Deletes an own step class with its draft and lists what still names it; for 30 days it can be restored. */
  deleteStep: {
    params: { name: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      deleted: string;
      uses: {
        by: "application" | "configuration" | "schedule";
        /** The place is in a draft. */
        draft: boolean;
        name: string;
        /** JSON path in the document or schedule. */
        path: string;
        step?: string;
      }[];
    };
  };
  /** Removes a SyncPack, or one version of it; what ships with the program stays. */
  deleteSyncPack: {
    params: { name: string };
    query: {
      /** Although something uses it. */
      force?: string;
      version?: string;
    };
    body: undefined;
    answer: {
      deleted: string;
    };
  };
  /** What a step saved differently in this run than in another one. */
  diffStepData: {
    params: { run_id: string; step: string };
    query: {
      /**
       * `next` of the answer before; a request looks at a bounded part of the data.
       */
      cursor?: string;
      limit?: number;
      /**
       * The id of the other run.
       */
      with: string;
    };
    body: undefined;
    answer: {
      changes: {
        /** In the other run. */
        from?: unknown;
        kind: "added" | "removed" | "changed";
        path: string;
        /** In this run. */
        to?: unknown;
      }[];
      /** `cursor` of what comes after; null = that was all. */
      next: string | null;
    };
  };
  /** What changed from one version to another: steps by id, fields by path, layout apart. */
  diffVersions: {
    params: { name: string };
    query: {
      /**
       * draft, published, or the number of a revision.
       */
      from?: string;
      /**
       * The same.
       */
      to?: string;
    };
    body: undefined;
    answer: DocumentDiff;
  };
  /** Keeps a schedule from firing. */
  disableSchedule: {
    params: { entry_id: string };
    query: Record<never, never>;
    body: undefined;
    answer: Schedule;
  };
  /** Makes the draft what is published, as one gesture. */
  discardDraft: {
    params: { name: string };
    query: Record<never, never>;
    body: {
      /**
       * The window, api by default: each one undoes its own gestures.
       */
      client?: string;
    } | null;
    answer: Draft;
  };
  /** Throws the draft of a step class away. */
  discardStepDraft: {
    params: { name: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      discarded: string;
    };
  };
  /** The whole log of a run as a file: text for people, or a JSON object per line. */
  downloadLog: {
    params: { run_id: string };
    query: {
      /** Absent = what the header Accept asks for, else text. */
      format?: "text" | "ndjson";
      /**
       * Only lines from this level on.
       */
      level?: "debug" | "info" | "flow" | "warning" | "error" | "critical";
      step?: string;
      /** @maxLength 1000 */
      text?: string;
    };
    body: undefined;
    answer: string;
  };
  /** What a step saved, or what is at a path of it, as a file. */
  downloadStepData: {
    params: { run_id: string; step: string };
    query: {
      path?: string;
    };
    body: undefined;
    answer: unknown;
  };
  /** Applies one gesture to the draft. */
  editDraft: {
    params: { name: string };
    query: Record<never, never>;
    body: {
      /**
       * The window, api by default: each one undoes its own gestures.
       */
      client?: string;
      gesture: {
        /**
         * Id of the last gesture of the window, when this one goes on with it: both are undone as one.
         */
        continues?: string;
        /**
         * A new id; sent again, it is applied once.
         */
        id: string;
        /**
         * What was done, in a few words, for the undo menu.
         */
        label: string;
        operations: EditOperationInput[];
        /** Without an undo entry: automatic layout. */
        silent?: boolean;
      };
      /**
       * The number of the draft as the window knows it.
       */
      seq: number;
    };
    answer: DraftReply;
  };
  /** Lets a schedule fire, from now on. */
  enableSchedule: {
    params: { entry_id: string };
    query: Record<never, never>;
    body: undefined;
    answer: Schedule;
  };
  /** Exchanges a code for the cookie of a session. */
  exchangeOpenCode: {
    params: Record<never, never>;
    query: {
      code: string;
    };
    body: undefined;
    answer: {
      /** Of a browser: requests that change something repeat it in the header X-CSRF-Token. */
      csrf_token?: string;
      expires_at?: string;
      /** computer: who can read the data folder. */
      from: "user" | "token" | "computer";
      may: string[];
      name: string;
      role: "viewer" | "operator" | "developer" | "administrator";
      /** Whose the token is, when it is that of a user. */
      user?: string;
    };
  };
  /** A ZIP archive of all applications, configurations, own step classes, schedules and secrets. */
  exportAll: {
    params: Record<never, never>;
    query: {
      /** With ended runs (logs, saved data, events) and reports. What is encrypted stays so. */
      runs?: string;
    };
    body: undefined;
    answer: Blob;
  };
  /** A ZIP archive of one application and the configurations, step classes and secrets it needs. */
  exportApplication: {
    params: { name: string };
    query: {
      /** With ended runs (logs, saved data, events) and reports. What is encrypted stays so. */
      runs?: string;
    };
    body: undefined;
    answer: Blob;
  };
  /** One configuration as a file to take elsewhere; encrypted values as ciphertext. */
  exportConfiguration: {
    params: { name: string };
    query: Record<never, never>;
    body: undefined;
    answer: Record<string, unknown>;
  };
  /** A report as a file: CSV, or a page that stands alone. */
  exportReport: {
    params: { report_id: string };
    query: {
      format: "csv" | "html";
    };
    body: undefined;
    answer: string;
  };
  /** Every place that uses a step class, configuration, queue, application, secret or variable. */
  findUses: {
    params: Record<never, never>;
    query: {
      /** Of an app_variable: its application. */
      application?: string;
      /** Of a config_variable: its configuration. */
      configuration?: string;
      kind: "step_class" | "configuration" | "queue" | "application" | "secret" | "config_variable" | "app_variable";
      name: string;
      /** Of a step class: the pack that holds it. */
      syncpack?: string;
    };
    body: undefined;
    answer: {
      by: "application" | "configuration" | "schedule";
      /** The place is in a draft. */
      draft: boolean;
      name: string;
      /** JSON path in the document or schedule. */
      path: string;
      step?: string;
    }[];
  };
  /** Versions of the program and its packages. */
  getAbout: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: {
      node: string;
      /** Name to version. */
      packages: Partial<Record<string, string>>;
      version: string;
    };
  };
  /** Your account. */
  getAccount: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: {
      has_second_factor: boolean;
      name: string;
      /**
       * How many are left.
       */
      recovery_codes: number;
    };
  };
  /** The published document of an application, else its draft. */
  getApplication: {
    params: { name: string };
    query: {
      /** With the ids of the steps. */
      layout?: string;
    };
    body: undefined;
    answer: Record<string, unknown>;
  };
  /** The log document of the newest run of an application. */
  getApplicationLogs: {
    params: { name: string };
    query: Record<never, never>;
    body: undefined;
    answer: RunTask;
  };
  /** One cache entry. */
  getCacheEntry: {
    params: { cache_id: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      id: string;
      value: unknown;
    };
  };
  /** The times of all schedules in a range: what became of those that passed, and those to come. */
  getCalendar: {
    params: Record<never, never>;
    query: {
      from: string;
      until: string;
    };
    body: undefined;
    answer: {
      entries: {
        application_id: string;
        at: string;
        entry_id: string;
        /** null = the time is still to come. */
        firing: Firing | null;
      }[];
      /** There is more: 1,000 times to come of each schedule and 10,000 that passed are shown. */
      truncated: boolean;
    };
  };
  /** One configuration; encrypted values show only whether they are set. */
  getConfiguration: {
    params: { name: string };
    query: Record<never, never>;
    body: undefined;
    answer: Record<string, unknown>;
  };
  /** Where everything lies, and how much room it takes. */
  getDataFolder: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: {
      /**
       * Bytes of the database, with its write-ahead log.
       */
      database: number;
      /**
       * Bytes that are free on its disk.
       */
      free: number;
      /** On the computer of the host. */
      path: string;
      /**
       * Bytes of saved data in files of its own.
       */
      saved_data: number;
    };
  };
  /** The draft, or what is published while there is none. */
  getDraft: {
    params: { name: string };
    query: {
      /**
       * The window, api by default: each one undoes its own gestures.
       */
      client?: string;
    };
    body: undefined;
    answer: Draft;
  };
  /** All that is wrong with the draft; errors keep it from being published. */
  getDraftProblems: {
    params: { name: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      code: string;
      message: string;
      path: string;
      severity: "error" | "warning";
      step?: string;
      steps?: string[];
    }[];
  };
  /** What came after a number, at most 500 gestures, for a window that follows. */
  getDraftUpdates: {
    params: { name: string };
    query: {
      after: number;
      /**
       * The window, api by default: each one undoes its own gestures.
       */
      client?: string;
    };
    body: undefined;
    answer: DraftReply;
  };
  /** What an error code means and what to do. */
  getError: {
    params: { code: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      code:
        | "wrong_use"
        | "invalid_document"
        | "invalid_schedule"
        | "edit_does_not_apply"
        | "not_found"
        | "already_exists"
        | "data_folder_in_use"
        | "data_folder_newer"
        | "data_folder_broken"
        | "queue_without_capacity"
        | "outputs_expired"
        | "data_damaged"
        | "run_not_finished"
        | "run_too_deep"
        | "key_missing"
        | "compile_failed"
        | "invalid_pack"
        | "pack_in_use"
        | "packages_failed"
        | "pack_missing"
        | "step_class_invalid"
        | "not_authenticated"
        | "second_factor_needed"
        | "foreign_request"
        | "too_many_attempts"
        | "not_allowed"
        | "not_supported"
        | "too_large"
        | "changed_meanwhile"
        | "draft_behind"
        | "merge_needed"
        | "request_key_used"
        | "address_in_use"
        | "host_unreachable"
        | "backup_unusable"
        | "passphrase_wrong"
        | "sign_in_needed"
        | "token_failed"
        | "internal";
      /** What it means and what to do. */
      help: string;
      kind: "user" | "operational" | "bug";
      status: number;
    };
  };
  /** The process lives. */
  getHealth: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: {
      status: "ok";
    };
  };
  /** What the program is licensed under. */
  getLicense: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: {
      name: string;
      text: string;
    };
  };
  /** Figures of the host, in the text format of Prometheus. */
  getMetrics: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: string;
  };
  /** One of your own settings. */
  getOwnSetting: {
    params: { key: string };
    query: Record<never, never>;
    body: undefined;
    answer: Record<string, unknown>;
  };
  /** The role of a user. */
  getOwner: {
    params: { owner: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      created_at: string;
      /** false: cannot log in yet. */
      has_password: boolean;
      has_second_factor: boolean;
      owner: string;
      role: "viewer" | "operator" | "developer" | "administrator";
    };
  };
  /** One queue. */
  getQueue: {
    params: { queue: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      /**
       * Attempts at once. 0 = its runs wait.
       */
      capacity: number;
      /**
       * Their steps that are not decided or wait.
       */
      depth: number;
      name: string;
      /**
       * Their steps at work.
       */
      running: number;
      /**
       * Runs in it that have not ended.
       */
      runs: number;
    };
  };
  /** The store answers. */
  getReadiness: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: {
      status: "ok" | "unavailable";
    };
  };
  /** One report with its tables. */
  getReport: {
    params: { report_id: string };
    query: Record<never, never>;
    body: undefined;
    answer: Report;
  };
  /** The document of a revision with the ids of its steps. */
  getRevision: {
    params: { name: string; revision: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      document: Record<string, unknown>;
      step_ids: string[];
    };
  };
  /** One run. */
  getRun: {
    params: { run_id: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      accepted_at: string;
      app_name: string;
      configuration?: string;
      depth: number;
      finished_at?: string;
      generate_report: boolean;
      id: string;
      kept: boolean;
      log_level: number;
      queue: string;
      replay_of?: string;
      started_at?: string;
      state: "PENDING" | "STARTED" | "SUCCESS" | "FAILURE" | "REVOKED";
      triggered_by:
        | {
            kind: "USER" | "SCHEDULE" | "API";
          }
        | {
            awaited: boolean;
            kind: "RUN";
            run_id: string;
            step_name: string;
            step_run_id: string;
          };
      warning: boolean;
    };
  };
  /** The document a run was accepted with, and the ids of its steps. */
  getRunDocument: {
    params: { run_id: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      document: Record<string, unknown>;
      step_ids: Partial<Record<string, string>>;
    };
  };
  /** A run with all that its steps saved. */
  getRunResult: {
    params: { run_id: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      app_name: string;
      finished_at: string | null;
      id: string;
      started_at: string | null;
      state: "PENDING" | "STARTED" | "SUCCESS" | "FAILURE" | "REVOKED";
      steps: {
        attempts: number;
        /** Typed JSON, secrets masked; null = none, or it was pruned. */
        data: unknown;
        error: Partial<Record<string, unknown>> | null;
        file: string;
        finished_at: string | null;
        name: string;
        started_at: string | null;
        state: "PENDING" | "STARTED" | "SUCCESS" | "FAILURE" | "REVOKED" | "RETRY" | "WAITING" | "SKIPPED";
      }[];
      warning: boolean;
    };
  };
  /** The last successful output of a step, shortened. */
  getSample: {
    params: { step_id: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      at: string;
      /**
       * Size of the whole.
       */
      bytes: number;
      /** Rows or keys of the whole; null = it was one value. */
      count: number | null;
      /** Typed JSON of at most 64 KB, secrets masked; what was longer is cut. */
      data: unknown;
      run_id: string;
      schema: Record<string, unknown>;
    };
  };
  /** One schedule. */
  getSchedule: {
    params: { entry_id: string };
    query: Record<never, never>;
    body: undefined;
    answer: Schedule;
  };
  /** Who asks, and what that role may. */
  getSession: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: {
      /** Of a browser: requests that change something repeat it in the header X-CSRF-Token. */
      csrf_token?: string;
      expires_at?: string;
      /** computer: who can read the data folder. */
      from: "user" | "token" | "computer";
      may: string[];
      name: string;
      role: "viewer" | "operator" | "developer" | "administrator";
      /** Whose the token is, when it is that of a user. */
      user?: string;
    };
  };
  /** The settings as they apply, defaults included. */
  getSettings: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: {
      /**
       * Seconds one attempt of a step may take.
       */
      attempt_timeout: number;
      limits: {
        /**
         * Log lines of an attempt.
         */
        log_bytes: number;
        /**
         * Memory of a worker.
         */
        memory_mb: number;
        /**
         * What a step may save.
         */
        output_bytes: number;
      };
      /**
       * Public keys of minisign that are trusted to sign SyncPacks.
       */
      pack_keys: {
        /** @maxLength 1000 */
        key: string;
        name: string;
      }[];
      /**
       * Seconds that reports are kept; 0 = for ever.
       */
      report_expires: number;
      /**
       * Seconds from the end of a run to its deletion; kept runs stay.
       */
      result_expires: number;
    };
  };
  /** Whether somebody has signed in for a connection of the kind oauth2. */
  getSignIn: {
    params: { name: string };
    query: {
      /**
       * Longest time to wait for its end, seconds.
       */
      wait?: number;
    };
    body: undefined;
    answer: {
      /** Why the last sign-in failed, though one of before may go on; or what is wrong with the settings. */
      message?: string;
      state: "not_needed" | "missing" | "waiting" | "signed_in" | "expired" | "unusable";
    };
  };
  /** One step class with its code; runs nothing of it. */
  getStep: {
    params: { name: string };
    query: {
      /**
       * Of the SyncPack; default: the newest.
       */
      pack_version?: string;
      syncpack?: string;
    };
    body: undefined;
    answer: {
      code: string;
      /** What it imports by path, by path; of an own class. */
      files: Partial<Record<string, string>>;
      has_draft: boolean;
      /** Names this version. */
      hash: string;
      /** The path of the class itself, from which it imports its files. */
      main: string;
      manifest: {
        author?: string;
        category?: string;
        description: string;
        /** @minLength 1 */
        file: string;
        friendly_name: string;
        hash: string;
        help?: string;
        icon?: string;
        outputs?: {
          name: string;
          title?: string;
        }[];
        outputs_from?: string;
        parameters: {
          advanced?: boolean;
          any_type?: boolean;
          default_value?: unknown;
          description?: string;
          kind:
            | "text"
            | "longText"
            | "number"
            | "boolean"
            | "select"
            | "json"
            | "code"
            | "list"
            | "mapping"
            | "secret"
            | "date"
            | "duration"
            | "crontab"
            | "file"
            | "connection"
            | "step"
            | "application"
            | "queue"
            | "configVariable";
          kinds?: string[];
          language?: string;
          max?: number;
          min?: number;
          multiple?: boolean;
          /** @minLength 1 */
          name: string;
          options?: {
            label?: string;
            value: unknown;
          }[];
          options_from?: string;
          pattern?: string;
          placeholder?: string;
          required?: boolean;
          sample_value?: unknown;
          section?: string;
          show_when?: {
            equals: unknown;
            parameter: string;
          };
          tested_by?: string;
          title?: string;
          tunnel?: boolean;
        }[];
        step_functions: string[];
        syncpack?: string;
        type: "standard" | "aggregated" | "trigger";
        unread?: true;
        uses_previous_parameters: boolean;
        version: string;
      } | null;
      name: string;
      /** Whether it is one of your own, which can be edited and deleted. */
      own: boolean;
      /** The pack or folder that holds it, or that it is your own. */
      owner: string;
      /** The version of its SyncPack; null = it is in none. */
      pack_version: string | null;
      /** Why the class cannot be used; null = it can. */
      problem: string | null;
      syncpack: string | null;
      /** Names of the applications that use it. */
      used_by: string[];
    };
  };
  /** A part of what a step saved: items of a list, keys of an object, or a value, at a JSON path. */
  getStepData: {
    params: { run_id: string; step: string };
    query: {
      from?: number;
      limit?: number;
      path?: string;
    };
    body: undefined;
    answer: {
      /**
       * Items of the list, keys of the object.
       */
      count?: number;
      from: number;
      items: {
        key: string | number;
        value: unknown;
      }[];
      kind: "list" | "object" | "value";
      path: string;
      value?: unknown;
    };
  };
  /** The inferred JSON schema of what a step saved. */
  getStepDataSchema: {
    params: { run_id: string; step: string };
    query: Record<never, never>;
    body: undefined;
    answer: Record<string, unknown>;
  };
  /** The draft of a step class. */
  getStepDraft: {
    params: { name: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      author: string;
      code: string;
      files: Partial<Record<string, string>>;
      /** The path of the class itself, from which it imports its files. */
      main: string;
      name: string;
      updated_at: string;
    };
  };
  /** All that a step saved; `data` gives parts of it. */
  getStepOutput: {
    params: { run_id: string; step: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      /** Typed JSON, secrets masked. */
      data?: unknown;
      kind: "none" | "pruned" | "data";
    };
  };
  /** What the parameters of a step were, resolved, in its last attempt. */
  getStepParameters: {
    params: { run_id: string; step: string };
    query: Record<never, never>;
    body: undefined;
    answer: Record<string, unknown>;
  };
  /** One step of a run. */
  getStepRun: {
    params: { run_id: string; step: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      attempts: number;
      data?: unknown;
      disabled: boolean;
      error?: {
        attempt: number;
        exception: string;
        message: string;
        stack?: string;
        tail?: string;
      };
      file: string;
      finished_at?: string;
      id: string;
      name: string;
      pinned: boolean;
      position: number;
      retry_at?: string;
      reused_from?: string;
      run_id: string;
      skipped?: {
        reason: "failed" | "not_routed";
        step: string;
      };
      started_at?: string;
      state: "PENDING" | "STARTED" | "SUCCESS" | "FAILURE" | "REVOKED" | "RETRY" | "WAITING" | "SKIPPED";
      step_id?: string;
      wait?:
        | {
            kind: "runs";
            runs: string[];
          }
        | {
            kind: "until";
            until: string;
          }
        | {
            kind: "approval";
            title: string;
          };
      warning: boolean;
    };
  };
  /** One version of an own step class with its code. */
  getStepVersion: {
    params: { name: string; hash: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      code: string;
      created_at: string;
      files: Partial<Record<string, string>>;
      hash: string;
      /** The path of the class itself, from which it imports its files. */
      main: string;
    };
  };
  /** One SyncPack with what it holds, what it says it needs, and who uses it. */
  getSyncPack: {
    params: { name: string };
    query: {
      version?: string;
    };
    body: undefined;
    answer: SyncPackDetails;
  };
  /** A file of a SyncPack that was uploaded, to be read before anything of it runs. */
  getSyncPackFile: {
    params: { name: string };
    query: {
      path: string;
      version?: string;
    };
    body: undefined;
    answer: SyncPackFile;
  };
  /** A run or one of its steps. */
  getTask: {
    params: { task_id: string };
    query: Record<never, never>;
    body: undefined;
    answer: RunTask | StepTask;
  };
  /** Takes in an archive and documents, or says what that would do; runs nothing of them: schedules come in disabled. */
  import: {
    params: Record<never, never>;
    query: {
      /** Applications become drafts of whoever asks, to be looked at and published there. */
      as_draft?: string;
      /**
       * The window, api by default: each one undoes its own gestures.
       */
      client?: string;
      /** Only say what would come in. */
      dry_run?: string;
      /** For items that nobody chose for. */
      overwrite?: string;
      /**
       * A name for this import: with it events `import.progress` say how far it is. It ends when the request is given up; what came in stays.
       */
      work?: string;
    };
    body: {
      applications?: Record<string, unknown>[];
      /**
       * A ZIP archive of an export, as base64.
       */
      archive?: Blob;
      choices?: {
        action: "overwrite" | "skip" | "rename";
        kind: "step_class" | "configuration" | "secret" | "application" | "schedule" | "queue";
        /** The name in the bundle. */
        name: string;
        new_name?: string;
      }[];
      configurations?: Record<string, unknown>[];
      /**
       * Applications, configurations and schedules as the texts of their files.
       */
      documents?: {
        /**
         * Names a document that has no name, and its problems.
         */
        file_name: string;
        kind: "application" | "configuration" | "schedule";
        text: string;
      }[];
      /**
       * Secrets as ciphertext.
       */
      secrets?: {
        cipher: string;
        name: string;
      }[];
      step_classes?: {
        /** Texts by relative path. */
        files: Partial<Record<string, string>>;
        /** The path of the class among the files. */
        main: string;
      }[];
    };
    answer: {
      dry_run: boolean;
      history?: ImportedHistory;
      items: ImportItem[];
    };
  };
  /** Takes in an archive that is sent as it is, or says what that would do; runs nothing of it. */
  importArchive: {
    params: Record<never, never>;
    query: {
      /** Only say what would come in. */
      dry_run?: string;
      /** For items that nobody chose for. */
      overwrite?: string;
      /**
       * documents: all but runs and reports. history: only these.
       */
      part?: "all" | "documents" | "history";
    };
    body: File;
    answer: {
      dry_run: boolean;
      history?: ImportedHistory;
      items: ImportItem[];
    };
  };
  /** Takes in one application, configuration or step class as the text of its file; runs nothing of it. */
  importFile: {
    params: Record<never, never>;
    query: {
      overwrite?: string;
    };
    body:
      | {
          /**
           * Names a document that has no name, and its problems.
           */
          file_name: string;
          kind: "application" | "configuration";
          text: string;
        }
      | {
          /** Texts by relative path. */
          files: Partial<Record<string, string>>;
          kind: "step_class";
          /** The path of the class among the files. */
          main: string;
          /** Where packages that it imports are looked for, on the computer of the host. */
          origin_folder?: string;
        };
    answer: {
      kind: "application" | "configuration" | "step_class";
      name: string;
      problems: {
        code: string;
        message: string;
        path: string;
        severity: "error" | "warning";
        step?: string;
        steps?: string[];
      }[];
      /** draft: an application with errors, which cannot run yet. */
      result: "published" | "draft" | "added" | "replaced" | "unchanged";
      /** Encrypted variables that have to be set again. */
      unset: string[];
    };
  };
  /** Registers what an activated SyncPack holds; without a version the newest. */
  installSyncPack: {
    params: { name: string };
    query: Record<never, never>;
    body: {
      version?: string;
    } | null;
    answer: SyncPack;
  };
  /** Keeps a run for ever. */
  keepRun: {
    params: { run_id: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      accepted_at: string;
      app_name: string;
      configuration?: string;
      depth: number;
      finished_at?: string;
      generate_report: boolean;
      id: string;
      kept: boolean;
      log_level: number;
      queue: string;
      replay_of?: string;
      started_at?: string;
      state: "PENDING" | "STARTED" | "SUCCESS" | "FAILURE" | "REVOKED";
      triggered_by:
        | {
            kind: "USER" | "SCHEDULE" | "API";
          }
        | {
            awaited: boolean;
            kind: "RUN";
            run_id: string;
            step_name: string;
            step_run_id: string;
          };
      warning: boolean;
    };
  };
  /** All applications. */
  listApplications: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: {
      /** The one it is aligned with; empty = none. */
      configuration: string;
      friendly_name: string;
      has_draft: boolean;
      name: string;
      /**
       * Number of the published revision; 0 = only a draft so far.
       */
      revision: number;
      steps: number;
      updated_at: string;
    }[];
  };
  /** Step classes whose code is no longer the one that a run used; of own ones the draft counts. */
  listChangedClasses: {
    params: { run_id: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      file: string;
      syncpack: string | null;
    }[];
  };
  /** The runs that a step has started: how many are in which state, and a page of them, failed ones first. */
  listChildRuns: {
    params: { run_id: string; step: string };
    query: {
      limit?: number;
      offset?: number;
      state?: "PENDING" | "STARTED" | "SUCCESS" | "FAILURE" | "REVOKED";
    };
    body: undefined;
    answer: {
      counts: Partial<Record<"PENDING" | "STARTED" | "SUCCESS" | "FAILURE" | "REVOKED", number>>;
      runs: {
        /** Its run-time parameters in a line, secrets masked, cut at 200 characters. */
        given: string;
        /**
         * Counts what one attempt of the step started, such as the items of a For each.
         */
        index: number;
        run: {
          accepted_at: string;
          app_name: string;
          configuration?: string;
          depth: number;
          finished_at?: string;
          generate_report: boolean;
          id: string;
          kept: boolean;
          log_level: number;
          queue: string;
          replay_of?: string;
          started_at?: string;
          state: "PENDING" | "STARTED" | "SUCCESS" | "FAILURE" | "REVOKED";
          triggered_by:
            | {
                kind: "USER" | "SCHEDULE" | "API";
              }
            | {
                awaited: boolean;
                kind: "RUN";
                run_id: string;
                step_name: string;
                step_run_id: string;
              };
          warning: boolean;
        };
      }[];
    };
  };
  /** All configurations. */
  listConfigurations: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: {
      friendly_name: string;
      name: string;
      updated_at: string;
      variables: number;
    }[];
  };
  /** The kinds of connections that step classes take. */
  listConnectionKinds: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: {
      kind: string;
      tunnel: boolean;
    }[];
  };
  /** All configurations that are connections. */
  listConnections: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: {
      friendly_name: string;
      /** Such as postgresql. */
      kind: string;
      name: string;
    }[];
  };
  /** The paths that `${...}` finds in the data a step of the draft gets, at most 300. */
  listDataPaths: {
    params: { name: string; step_id: string };
    query: {
      /**
       * The run whose data and parameters count; absent = the last data that each step saved.
       */
      run_id?: string;
    };
    body: undefined;
    answer: {
      detail: string;
      path: string;
    }[];
  };
  /** The environment variables that configurations may name. */
  listEnvironment: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: {
      name: string;
      /** Whether the program was started with it. */
      set: boolean;
    }[];
  };
  /** What became of the times of a schedule, the newest first. */
  listFirings: {
    params: { entry_id: string };
    query: {
      /**
       * Only times before this one: the next page.
       */
      before?: string;
      limit?: number;
    };
    body: undefined;
    answer: Firing[];
  };
  /** The log of a run, page by page, oldest first. */
  listLogLines: {
    params: { run_id: string };
    query: {
      after?: number;
      /**
       * Only lines from this level on.
       */
      level?: "debug" | "info" | "flow" | "warning" | "error" | "critical";
      limit?: number;
      step?: string;
      /** @maxLength 1000 */
      text?: string;
    };
    body: undefined;
    answer: {
      lines: {
        attempt: number | null;
        date: string;
        level: string;
        message: string;
        module: string;
        seq: number;
        step: string | null;
      }[];
      /** `after` of the next page; null = there is none yet. */
      next: number | null;
    };
  };
  /** The next times of a schedule. */
  listNextTimes: {
    params: { entry_id: string };
    query: {
      count?: number;
    };
    body: undefined;
    answer: {
      next_runs: string[];
    };
  };
  /** The choices of a parameter that takes them from a method of its class; runs step code, secrets are masked. */
  listOptions: {
    params: { name: string; step_id: string };
    query: Record<never, never>;
    body: {
      parameter: string;
    };
    answer: {
      /**
       * How many choices there are beyond these.
       */
      more: number;
      options: {
        label?: string;
        value: string | number | boolean;
      }[];
      /** Why the method gave none. */
      problem?: string;
    };
  };
  /** The keys of your own settings. */
  listOwnSettings: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: string[];
  };
  /** All users with their roles. */
  listOwners: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: {
      created_at: string;
      /** false: cannot log in yet. */
      has_password: boolean;
      has_second_factor: boolean;
      owner: string;
      role: "viewer" | "operator" | "developer" | "administrator";
    }[];
  };
  /** All queues, those that runs only name included. */
  listQueues: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: {
      /**
       * Attempts at once. 0 = its runs wait.
       */
      capacity: number;
      /**
       * Their steps that are not decided or wait.
       */
      depth: number;
      name: string;
      /**
       * Their steps at work.
       */
      running: number;
      /**
       * Runs in it that have not ended.
       */
      runs: number;
    }[];
  };
  /** Reports, newest first, page by page. */
  listReports: {
    params: Record<never, never>;
    query: {
      application?: string;
      /** @maxLength 100 */
      before?: string;
      limit?: number;
      /**
       * Part of the name of the application or of the id of the run.
       */
      search?: string;
    };
    body: undefined;
    answer: {
      /** `before` of the next page; null = this is the last. */
      next: string | null;
      reports: {
        app_name: string;
        /** The run that made it. */
        application_id: string;
        created: string;
        href: string;
        /** report-, the name of the application, -, the id of the run. */
        id: string;
        /**
         * Rows its steps added.
         */
        rows: number;
      }[];
      /**
       * All reports that fit, on whatever page.
       */
      total: number;
    };
  };
  /** What was published, newest first. */
  listRevisions: {
    params: { name: string };
    query: {
      /**
       * Only revisions older than this.
       */
      before?: number;
      limit?: number;
    };
    body: undefined;
    answer: {
      author: string;
      comment: string;
      created_at: string;
      layout_hash: string;
      logic_hash: string;
      revision: number;
      steps: number;
    }[];
  };
  /** All roles, from the least to the most, and what each may. */
  listRoles: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: {
      may: string[];
      name: "viewer" | "operator" | "developer" | "administrator";
    }[];
  };
  /** Runs page by page, newest first. */
  listRuns: {
    params: Record<never, never>;
    query: {
      application?: string;
      /**
       * The next page: `next` of the page before it.
       */
      before?: string;
      /**
       * Accepted at or after this time.
       */
      from?: string;
      /** Only kept runs. */
      kept?: "true";
      limit?: number;
      queue?: string;
      state?: "PENDING" | "STARTED" | "SUCCESS" | "FAILURE" | "REVOKED";
      /**
       * Part of the name of the application, or the beginning of the id of a run.
       */
      text?: string;
      /**
       * Accepted before this time.
       */
      to?: string;
      triggered_by?: "USER" | "SCHEDULE" | "API" | "RUN";
    };
    body: undefined;
    answer: {
      /** `before` of the next page; null = there are no older runs. */
      next: string | null;
      runs: {
        accepted_at: string;
        app_name: string;
        configuration?: string;
        depth: number;
        finished_at?: string;
        generate_report: boolean;
        id: string;
        kept: boolean;
        log_level: number;
        queue: string;
        replay_of?: string;
        started_at?: string;
        state: "PENDING" | "STARTED" | "SUCCESS" | "FAILURE" | "REVOKED";
        triggered_by:
          | {
              kind: "USER" | "SCHEDULE" | "API";
            }
          | {
              awaited: boolean;
              kind: "RUN";
              run_id: string;
              step_name: string;
              step_run_id: string;
            };
        warning: boolean;
      }[];
    };
  };
  /** The last successful output of a step, shortened, as a list that is empty if there is none. */
  listSamples: {
    params: Record<never, never>;
    query: {
      /**
       * The id of a step of a draft.
       */
      step_id: string;
    };
    body: undefined;
    answer: {
      samples: {
        at: string;
        /**
         * Size of the whole.
         */
        bytes: number;
        /** Rows or keys of the whole; null = it was one value. */
        count: number | null;
        /** Typed JSON of at most 64 KB, secrets masked; what was longer is cut. */
        data: unknown;
        run_id: string;
        schema: Record<string, unknown>;
      }[];
    };
  };
  /** All schedules, or those of one application. */
  listSchedules: {
    params: Record<never, never>;
    query: {
      application_id?: string;
    };
    body: undefined;
    answer: Schedule[];
  };
  /** The names of all secrets. */
  listSecrets: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: {
      name: string;
      updated_at: string;
      /** false: it was encrypted with another key and must be set again. */
      usable: boolean;
    }[];
  };
  /** The steps of a run, in the order of its document. */
  listStepRuns: {
    params: { run_id: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      attempts: number;
      data?: unknown;
      disabled: boolean;
      error?: {
        attempt: number;
        exception: string;
        message: string;
        stack?: string;
        tail?: string;
      };
      file: string;
      finished_at?: string;
      id: string;
      name: string;
      pinned: boolean;
      position: number;
      retry_at?: string;
      reused_from?: string;
      run_id: string;
      skipped?: {
        reason: "failed" | "not_routed";
        step: string;
      };
      started_at?: string;
      state: "PENDING" | "STARTED" | "SUCCESS" | "FAILURE" | "REVOKED" | "RETRY" | "WAITING" | "SKIPPED";
      step_id?: string;
      wait?:
        | {
            kind: "runs";
            runs: string[];
          }
        | {
            kind: "until";
            until: string;
          }
        | {
            kind: "approval";
            title: string;
          };
      warning: boolean;
    }[];
  };
  /** The versions of an own step class, newest first. */
  listStepVersions: {
    params: { name: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      created_at: string;
      current: boolean;
      hash: string;
    }[];
  };
  /** All step classes with their manifests, of a SyncPack those of its newest version. */
  listSteps: {
    params: Record<never, never>;
    query: {
      /** Those of each version of a SyncPack, the newest first. */
      all_versions?: string;
    };
    body: undefined;
    answer: {
      has_draft: boolean;
      manifest: {
        author?: string;
        category?: string;
        description: string;
        /** @minLength 1 */
        file: string;
        friendly_name: string;
        hash: string;
        help?: string;
        icon?: string;
        outputs?: {
          name: string;
          title?: string;
        }[];
        outputs_from?: string;
        parameters: {
          advanced?: boolean;
          any_type?: boolean;
          default_value?: unknown;
          description?: string;
          kind:
            | "text"
            | "longText"
            | "number"
            | "boolean"
            | "select"
            | "json"
            | "code"
            | "list"
            | "mapping"
            | "secret"
            | "date"
            | "duration"
            | "crontab"
            | "file"
            | "connection"
            | "step"
            | "application"
            | "queue"
            | "configVariable";
          kinds?: string[];
          language?: string;
          max?: number;
          min?: number;
          multiple?: boolean;
          /** @minLength 1 */
          name: string;
          options?: {
            label?: string;
            value: unknown;
          }[];
          options_from?: string;
          pattern?: string;
          placeholder?: string;
          required?: boolean;
          sample_value?: unknown;
          section?: string;
          show_when?: {
            equals: unknown;
            parameter: string;
          };
          tested_by?: string;
          title?: string;
          tunnel?: boolean;
        }[];
        step_functions: string[];
        syncpack?: string;
        type: "standard" | "aggregated" | "trigger";
        unread?: true;
        uses_previous_parameters: boolean;
        version: string;
      } | null;
      name: string;
      /** Whether it is one of your own, which can be edited and deleted. */
      own: boolean;
      /** The pack or folder that holds it, or that it is your own. */
      owner: string;
      /** The version of its SyncPack; null = it is in none. */
      pack_version: string | null;
      /** Why the class cannot be used; null = it can. */
      problem: string | null;
      syncpack: string | null;
      /** Names of the applications that use it. */
      used_by: string[];
    }[];
  };
  /** The published applications of one's own with steps of a SyncPack, each with the version it keeps. */
  listSyncPackApplications: {
    params: { name: string };
    query: Record<never, never>;
    body: undefined;
    answer: SyncPackApplication[];
  };
  /** The versions of a SyncPack that are here, the oldest first. */
  listSyncPackVersions: {
    params: { name: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      activated: boolean;
      installed: boolean;
      /** Why activating or installing it failed last. */
      problem: string | null;
      /** It ships with the program: nothing changes or deletes it. */
      read_only: boolean;
      version: string;
    }[];
  };
  /** The SyncPacks, each version; those that ship with the program are installed and activated. */
  listSyncPacks: {
    params: Record<never, never>;
    query: {
      only_activated?: string;
      only_installed?: string;
    };
    body: undefined;
    answer: SyncPack[];
  };
  /** All tokens, without their values. */
  listTokens: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: {
      created_at: string;
      name: string;
      role: "viewer" | "operator" | "developer" | "administrator";
      /** Whose it is: it has the drafts and settings of the user, may do no more, and goes with the user. */
      user?: string;
    }[];
  };
  /** Deleted applications, configurations and step classes, newest first. */
  listTrash: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: TrashEntry[];
  };
  /** The processes that run steps of all queues, and what each of them runs. */
  listWorkers: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: {
      busy: number;
      count: number;
      /**
       * Processes since the start of the host that died or were killed in an attempt, or were not clean after it.
       */
      restarts: number;
      workers: {
        /** Whose code it runs: own, or pack@version. */
        environment: string;
        pid: number;
        state: "starting" | "idle" | "busy";
        /** The attempt it runs; null = none. */
        task: {
          application: string;
          queue: string;
          run_id: string;
          step: string;
          step_run_id: string;
        } | null;
      }[];
    };
  };
  /** Logs a browser in: sets its cookie. */
  logIn: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      /**
       * Of the authenticator app, or a recovery code.
       */
      code?: string;
      /** @maxLength 1024 */
      password: string;
      user: string;
    };
    answer: {
      /** Of a browser: requests that change something repeat it in the header X-CSRF-Token. */
      csrf_token?: string;
      expires_at?: string;
      /** computer: who can read the data folder. */
      from: "user" | "token" | "computer";
      may: string[];
      name: string;
      role: "viewer" | "operator" | "developer" | "administrator";
      /** Whose the token is, when it is that of a user. */
      user?: string;
    };
  };
  /** Ends the session of a browser. */
  logOut: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: {
      ended: boolean;
    };
  };
  /** Brings what was published meanwhile into the draft, as one gesture. */
  mergeDraft: {
    params: { name: string };
    query: Record<never, never>;
    body: {
      /**
       * Id of a conflict to the side that counts; without a choice mine does.
       */
      choices?: Partial<Record<string, "mine" | "theirs">>;
      /**
       * The window, api by default: each one undoes its own gestures.
       */
      client?: string;
      /**
       * Only say what it would give.
       */
      dry_run?: boolean;
    } | null;
    answer: DraftMerge;
  };
  /** What publishing the draft would mean: problems, changed step classes and who else uses them. */
  previewPublish: {
    params: { name: string };
    query: Record<never, never>;
    body: undefined;
    answer: PublishPreview;
  };
  /** The next times of a schedule that is not stored. */
  previewSchedule: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      /**
       * Now without it.
       */
      after?: string;
      count?: number;
      schedule:
        | {
            schedule_info: {
              /**
               * Seconds.
               */
              run_every: number;
            };
            schedule_type: "frequency";
          }
        | {
            /** A field that is left out is *. Day of month and day of week must both match. */
            schedule_info: {
              day_of_month?: string | number;
              day_of_week?: string | number;
              /**
               * All five fields, instead of each alone.
               */
              expression?: string;
              hour?: string | number;
              minute?: string | number;
              month_of_year?: string | number;
              /**
               * A name of the IANA database; UTC without it.
               */
              time_zone?: string;
            };
            schedule_type: "crontab";
          }
        | {
            schedule_info: {
              at: string;
            };
            schedule_type: "once";
          };
    };
    answer: {
      next_runs: string[];
    };
  };
  /** Makes a secret for the authenticator app of a user; logins ask for it once a code confirmed it. */
  proposeOwnerFactor: {
    params: { owner: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      /** For a QR code. */
      address: string;
      secret: string;
    };
  };
  /** Makes the secret of a second factor; logins ask for it once it is confirmed. */
  proposeSecondFactor: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      /**
       * The present one, asked again.
       */
      password: string;
    };
    answer: {
      /** For the authenticator app, as a QR code. */
      address: string;
      secret: string;
    };
  };
  /** Makes the draft the next revision, which schedules and the API run. */
  publishDraft: {
    params: { name: string };
    query: Record<never, never>;
    body: {
      /** @maxItems 1000 */
      classes?: {
        /** Publish it under this new name, for this application only. */
        as?: string;
        name: string;
      }[];
      /**
       * The window, api by default: each one undoes its own gestures.
       */
      client?: string;
      /** @maxLength 10000 */
      comment?: string;
    } | null;
    answer: {
      /** Warnings. */
      problems: {
        code: string;
        message: string;
        path: string;
        severity: "error" | "warning";
        step?: string;
        steps?: string[];
      }[];
      result: "published" | "unchanged";
      revision: number;
    };
  };
  /** Makes a text, or without a body the draft, the version that new runs use. */
  publishStep: {
    params: { name: string };
    query: Record<never, never>;
    body: {
      code: string;
      /** Texts of files it imports by path, by path; default: those it has. */
      files?: Partial<Record<string, string>>;
    } | null;
    answer: {
      /** Names the version. */
      hash: string;
      manifest: {
        author?: string;
        category?: string;
        description: string;
        /** @minLength 1 */
        file: string;
        friendly_name: string;
        hash: string;
        help?: string;
        icon?: string;
        outputs?: {
          name: string;
          title?: string;
        }[];
        outputs_from?: string;
        parameters: {
          advanced?: boolean;
          any_type?: boolean;
          default_value?: unknown;
          description?: string;
          kind:
            | "text"
            | "longText"
            | "number"
            | "boolean"
            | "select"
            | "json"
            | "code"
            | "list"
            | "mapping"
            | "secret"
            | "date"
            | "duration"
            | "crontab"
            | "file"
            | "connection"
            | "step"
            | "application"
            | "queue"
            | "configVariable";
          kinds?: string[];
          language?: string;
          max?: number;
          min?: number;
          multiple?: boolean;
          /** @minLength 1 */
          name: string;
          options?: {
            label?: string;
            value: unknown;
          }[];
          options_from?: string;
          pattern?: string;
          placeholder?: string;
          required?: boolean;
          sample_value?: unknown;
          section?: string;
          show_when?: {
            equals: unknown;
            parameter: string;
          };
          tested_by?: string;
          title?: string;
          tunnel?: boolean;
        }[];
        step_functions: string[];
        syncpack?: string;
        type: "standard" | "aggregated" | "trigger";
        unread?: true;
        uses_previous_parameters: boolean;
        version: string;
      };
      name: string;
      result: "added" | "replaced" | "unchanged";
      /** Names of the applications whose next runs use it. */
      used_by: string[];
    };
  };
  /** Deletes for good what was deleted. */
  purgeTrash: {
    params: { trash_id: string };
    query: Record<never, never>;
    body: undefined;
    answer: TrashEntry;
  };
  /** Does again what was last undone. */
  redoDraft: {
    params: { name: string };
    query: Record<never, never>;
    body: {
      /**
       * The window, api by default: each one undoes its own gestures.
       */
      client?: string;
      /**
       * An id; sent again, it is done once.
       */
      gesture?: string;
      seq: number;
    };
    answer: DraftReply;
  };
  /** Lets a run expire: it is deleted when its time is over. */
  releaseRun: {
    params: { run_id: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      accepted_at: string;
      app_name: string;
      configuration?: string;
      depth: number;
      finished_at?: string;
      generate_report: boolean;
      id: string;
      kept: boolean;
      log_level: number;
      queue: string;
      replay_of?: string;
      started_at?: string;
      state: "PENDING" | "STARTED" | "SUCCESS" | "FAILURE" | "REVOKED";
      triggered_by:
        | {
            kind: "USER" | "SCHEDULE" | "API";
          }
        | {
            awaited: boolean;
            kind: "RUN";
            run_id: string;
            step_name: string;
            step_run_id: string;
          };
      warning: boolean;
    };
  };
  /** Takes your second factor away, with its recovery codes. */
  removeSecondFactor: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      /**
       * The present one, asked again.
       */
      password: string;
    };
    answer: {
      removed: boolean;
    };
  };
  /** Gives an application that was never published another name. */
  renameDraft: {
    params: { name: string };
    query: Record<never, never>;
    body: {
      /**
       * The window, api by default: each one undoes its own gestures.
       */
      client?: string;
      /** @maxLength 1000 */
      friendly_name: string;
      name: string;
    };
    answer: Draft;
  };
  /** New recovery codes instead of all before. */
  renewRecoveryCodes: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      /**
       * The present one, asked again.
       */
      password: string;
    };
    answer: {
      /** Each is good once. Nothing shows them again. */
      recovery_codes: string[];
    };
  };
  /** Makes the draft another document as one gesture; steps of the same name keep their id. */
  replaceDraft: {
    params: { name: string };
    query: {
      /**
       * The window, api by default: each one undoes its own gestures.
       */
      client?: string;
      label?: string;
    };
    body: Record<string, unknown>;
    answer: Draft;
  };
  /** Runs the document, variables and queue of a run again, with present configuration and step code. */
  replayTask: {
    params: { task_id: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      href: string;
      id: string;
      /** What is odd about its document. */
      warnings: {
        code: string;
        message: string;
        path: string;
        severity: "error" | "warning";
        step?: string;
        steps?: string[];
      }[];
    };
  };
  /** Runs some steps of a run and all downstream again, and takes over the rest. */
  rerunRun: {
    params: { run_id: string };
    query: Record<never, never>;
    body: {
      /**
       * Names of steps.
       */
      from: string[];
    };
    answer: {
      href: string;
      id: string;
      /** What is odd about its document. */
      warnings: {
        code: string;
        message: string;
        path: string;
        severity: "error" | "warning";
        step?: string;
        steps?: string[];
      }[];
    };
  };
  /** What a value with `${...}` would be for a step of the draft; secrets are masked. */
  resolveValue: {
    params: { name: string; step_id: string };
    query: Record<never, never>;
    body: {
      /** Call the step functions it names. This runs step code and needs the role developer. */
      functions?: boolean;
      /**
       * The run whose data and parameters count; absent = the last data that each step saved.
       */
      run_id?: string;
      /** Any JSON value. */
      value: unknown;
    };
    answer: {
      /** Why a step function gave no value. */
      problem?: string;
      tokens: {
        kind: "config" | "appvar" | "stepFunc" | "path";
        nearest: string[];
        /** The configuration or step its value comes from. */
        origin?: string;
        /** found: it has a value. unknown: no variable or function has the name. missing: the known data has no such path. noData: no data is known. function: it was not called. */
        state: "found" | "unknown" | "missing" | "noData" | "function";
        /** As written, such as `${config.host}`. */
        token: string;
        value?: unknown;
      }[];
      type?: string;
      /** Typed JSON of about 4 KB at most; absent = it has none. */
      value?: unknown;
    };
  };
  /** Makes the draft what a revision holds, as one gesture; nothing is published. */
  restoreRevision: {
    params: { name: string; revision: string };
    query: Record<never, never>;
    body: {
      /**
       * The window, api by default: each one undoes its own gestures.
       */
      client?: string;
    } | null;
    answer: Draft;
  };
  /** Gives back what was deleted, under its name. */
  restoreTrash: {
    params: { trash_id: string };
    query: Record<never, never>;
    body: undefined;
    answer: TrashEntry;
  };
  /** Begins the waiting retry of a step at once. */
  retryStepNow: {
    params: { run_id: string; step: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      attempts: number;
      data?: unknown;
      disabled: boolean;
      error?: {
        attempt: number;
        exception: string;
        message: string;
        stack?: string;
        tail?: string;
      };
      file: string;
      finished_at?: string;
      id: string;
      name: string;
      pinned: boolean;
      position: number;
      retry_at?: string;
      reused_from?: string;
      run_id: string;
      skipped?: {
        reason: "failed" | "not_routed";
        step: string;
      };
      started_at?: string;
      state: "PENDING" | "STARTED" | "SUCCESS" | "FAILURE" | "REVOKED" | "RETRY" | "WAITING" | "SKIPPED";
      step_id?: string;
      wait?:
        | {
            kind: "runs";
            runs: string[];
          }
        | {
            kind: "until";
            until: string;
          }
        | {
            kind: "approval";
            title: string;
          };
      warning: boolean;
    };
  };
  /** Ends a run; for the id of a step, the run it belongs to. */
  revokeTask: {
    params: { task_id: string };
    query: Record<never, never>;
    body: undefined;
    answer: RunTask;
  };
  /** Ends a token and the sessions it opened. */
  revokeToken: {
    params: { name: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      revoked: string;
    };
  };
  /** Runs the application named in the body: 200 with its end, 202 while it still runs. */
  runApplication: {
    params: Record<never, never>;
    query: {
      /** @min 0 */
      wait?: number;
    };
    body: {
      /** The name of a stored configuration, or one that is given along. */
      configuration?: string | Record<string, unknown>;
      log_level?: "debug" | "info" | "flow" | "warning" | "error" | "critical";
      name?: string;
      /** Run-time parameters; unknown names become variables of the run. */
      params?: Record<string, unknown>;
      /** @minLength 1 */
      queue?: string;
      /**
       * Seconds to wait for the end, at most 30.
       */
      wait?: number;
      /**
       * Attempts of this run at once.
       */
      workers?: number;
    };
    answer: RunTask;
  };
  /** Runs an application: 200 with its end, 202 while it still runs. */
  runApplicationByName: {
    params: { name: string };
    query: {
      /** @min 0 */
      wait?: number;
    };
    body: {
      /** The name of a stored configuration, or one that is given along. */
      configuration?: string | Record<string, unknown>;
      log_level?: "debug" | "info" | "flow" | "warning" | "error" | "critical";
      name?: string;
      /** Run-time parameters; unknown names become variables of the run. */
      params?: Record<string, unknown>;
      /** @minLength 1 */
      queue?: string;
      /**
       * Seconds to wait for the end, at most 30.
       */
      wait?: number;
      /**
       * Attempts of this run at once.
       */
      workers?: number;
    } | null;
    answer: RunTask;
  };
  /** Runs a schedule now, also a disabled one; its times stay. */
  runSchedule: {
    params: { entry_id: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      href: string;
      id: string;
      /** What is odd about its document. */
      warnings: {
        code: string;
        message: string;
        path: string;
        severity: "error" | "warning";
        step?: string;
        steps?: string[];
      }[];
    };
  };
  /** Runs one step alone: 200 with logs, output and result, 202 while it still runs. */
  runStep: {
    params: Record<never, never>;
    query: {
      wait?: number;
    };
    body: Record<string, unknown>;
    answer: {
      app_name: string;
      application_id: string;
      attempts: number;
      end_time: number | null;
      file: string;
      href: string;
      id: string;
      logs: {
        attempt: number | null;
        date: string;
        level: string;
        message: string;
        module: string;
      }[];
      name: string;
      /** What the step saved, secrets masked; null when nothing, or more than 1 MiB. */
      output: unknown;
      output_bytes: number | null;
      start_time: number | null;
      state: "PENDING" | "STARTED" | "SUCCESS" | "FAILURE" | "REVOKED" | "RETRY" | "WAITING" | "SKIPPED";
      traceback: string | null;
      warning: boolean;
    };
  };
  /** Adds an application or overwrites it; runs nothing of it. */
  saveApplication: {
    params: Record<never, never>;
    query: {
      overwrite?: string;
    };
    body: Record<string, unknown>;
    answer: {
      name: string;
      problems: {
        code: string;
        message: string;
        path: string;
        severity: "error" | "warning";
        step?: string;
        steps?: string[];
      }[];
      replaced: boolean;
      /** draft: it has errors and cannot run yet. */
      result: "published" | "draft";
    };
  };
  /** Adds a configuration or overwrites it. */
  saveConfiguration: {
    params: Record<never, never>;
    query: {
      overwrite?: string;
    };
    body: Record<string, unknown>;
    answer: {
      name: string;
      problems: {
        code: string;
        message: string;
        path: string;
        severity: "error" | "warning";
        step?: string;
        steps?: string[];
      }[];
      replaced: boolean;
      /** Encrypted variables without a usable value, to be set again. */
      unset: string[];
    };
  };
  /** Adds a schedule, or replaces the one of that name. */
  saveSchedule: {
    params: Record<never, never>;
    query: {
      overwrite?: string;
    };
    body: {
      application_id: string;
      /** A stored configuration; null = the one the application is aligned with. */
      configuration?: string | null;
      enabled?: boolean;
      /**
       * The name of the schedule.
       */
      entry_id: string;
      /** Times missed while the program was off: none runs, the newest runs, or each, at most 100. */
      missed?: "skip" | "once" | "all";
      /** A time while the run before goes on: it is skipped, waits for its end, or runs beside it. */
      overlap?: "skip" | "queue" | "allow";
      /** Run-time parameters of its runs. */
      params?: Record<string, unknown>;
      /** null = that of the application. */
      queue?: string | null;
      schedule:
        | {
            schedule_info: {
              /**
               * Seconds.
               */
              run_every: number;
            };
            schedule_type: "frequency";
          }
        | {
            /** A field that is left out is *. Day of month and day of week must both match. */
            schedule_info: {
              day_of_month?: string | number;
              day_of_week?: string | number;
              /**
               * All five fields, instead of each alone.
               */
              expression?: string;
              hour?: string | number;
              minute?: string | number;
              month_of_year?: string | number;
              /**
               * A name of the IANA database; UTC without it.
               */
              time_zone?: string;
            };
            schedule_type: "crontab";
          }
        | {
            schedule_info: {
              at: string;
            };
            schedule_type: "once";
          };
    };
    answer: Schedule;
  };
  /** Adds a step class or overwrites it. */
  saveStep: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      /** The code of the class. */
      data: string;
      name: string;
    };
    answer: {
      /** Names the version. */
      hash: string;
      manifest: {
        author?: string;
        category?: string;
        description: string;
        /** @minLength 1 */
        file: string;
        friendly_name: string;
        hash: string;
        help?: string;
        icon?: string;
        outputs?: {
          name: string;
          title?: string;
        }[];
        outputs_from?: string;
        parameters: {
          advanced?: boolean;
          any_type?: boolean;
          default_value?: unknown;
          description?: string;
          kind:
            | "text"
            | "longText"
            | "number"
            | "boolean"
            | "select"
            | "json"
            | "code"
            | "list"
            | "mapping"
            | "secret"
            | "date"
            | "duration"
            | "crontab"
            | "file"
            | "connection"
            | "step"
            | "application"
            | "queue"
            | "configVariable";
          kinds?: string[];
          language?: string;
          max?: number;
          min?: number;
          multiple?: boolean;
          /** @minLength 1 */
          name: string;
          options?: {
            label?: string;
            value: unknown;
          }[];
          options_from?: string;
          pattern?: string;
          placeholder?: string;
          required?: boolean;
          sample_value?: unknown;
          section?: string;
          show_when?: {
            equals: unknown;
            parameter: string;
          };
          tested_by?: string;
          title?: string;
          tunnel?: boolean;
        }[];
        step_functions: string[];
        syncpack?: string;
        type: "standard" | "aggregated" | "trigger";
        unread?: true;
        uses_previous_parameters: boolean;
        version: string;
      };
      name: string;
      result: "added" | "replaced" | "unchanged";
      /** Names of the applications whose next runs use it. */
      used_by: string[];
    };
  };
  /** Keeps a text as the draft of a step class, and says what is wrong with it. */
  saveStepDraft: {
    params: { name: string };
    query: Record<never, never>;
    body: {
      code: string;
      /** Texts of files it imports by path, by path; default: those it has. */
      files?: Partial<Record<string, string>>;
    };
    answer: {
      errors: {
        code: string;
        /**
         * From 1.
         */
        column: number;
        detail: string;
        file: string;
        /**
         * From 1.
         */
        line: number;
        path: string;
        severity: "error";
      }[];
      /** null = it cannot become a version yet. */
      manifest: {
        author?: string;
        category?: string;
        description: string;
        /** @minLength 1 */
        file: string;
        friendly_name: string;
        hash: string;
        help?: string;
        icon?: string;
        outputs?: {
          name: string;
          title?: string;
        }[];
        outputs_from?: string;
        parameters: {
          advanced?: boolean;
          any_type?: boolean;
          default_value?: unknown;
          description?: string;
          kind:
            | "text"
            | "longText"
            | "number"
            | "boolean"
            | "select"
            | "json"
            | "code"
            | "list"
            | "mapping"
            | "secret"
            | "date"
            | "duration"
            | "crontab"
            | "file"
            | "connection"
            | "step"
            | "application"
            | "queue"
            | "configVariable";
          kinds?: string[];
          language?: string;
          max?: number;
          min?: number;
          multiple?: boolean;
          /** @minLength 1 */
          name: string;
          options?: {
            label?: string;
            value: unknown;
          }[];
          options_from?: string;
          pattern?: string;
          placeholder?: string;
          required?: boolean;
          sample_value?: unknown;
          section?: string;
          show_when?: {
            equals: unknown;
            parameter: string;
          };
          tested_by?: string;
          title?: string;
          tunnel?: boolean;
        }[];
        step_functions: string[];
        syncpack?: string;
        type: "standard" | "aggregated" | "trigger";
        unread?: true;
        uses_previous_parameters: boolean;
        version: string;
      } | null;
      name: string;
      problem: string | null;
    };
  };
  /** Where a text is in what a step saved, keys and values, by path. */
  searchStepData: {
    params: { run_id: string; step: string };
    query: {
      /**
       * `next` of the answer before; a request looks at a bounded part of the data.
       */
      cursor?: string;
      limit?: number;
      /**
       * Only below it.
       */
      path?: string;
      /**
       * Looked for without regard to case.
       */
      text: string;
    };
    body: undefined;
    answer: {
      hits: {
        in: "key" | "value";
        path: string;
        value: unknown;
      }[];
      /** `cursor` of what comes after; null = that was all. */
      next: string | null;
    };
  };
  /** Sets one of your own settings to a JSON object of at most 256 KB. */
  setOwnSetting: {
    params: { key: string };
    query: Record<never, never>;
    body: Record<string, unknown>;
    answer: Record<string, unknown>;
  };
  /** Makes a queue, or gives it another capacity; runs that waited for it begin. */
  setQueue: {
    params: { queue: string };
    query: Record<never, never>;
    body: {
      capacity: number;
    };
    answer: {
      /**
       * Attempts at once. 0 = its runs wait.
       */
      capacity: number;
      /**
       * Their steps that are not decided or wait.
       */
      depth: number;
      name: string;
      /**
       * Their steps at work.
       */
      running: number;
      /**
       * Runs in it that have not ended.
       */
      runs: number;
    };
  };
  /** Sets a secret; nothing gives its value back. */
  setSecret: {
    params: { name: string };
    query: Record<never, never>;
    body: {
      /** @minLength 1 */
      value: string;
    };
    answer: {
      created: boolean;
      name: string;
    };
  };
  /** Runs a document that is given along: all of it, to some steps, or from some steps of an earlier run. */
  startRun: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      /**
       * Own step classes that have a draft run as it is written there.
       */
      class_drafts?: boolean;
      configuration?: string | Record<string, unknown>;
      /** The application to run; nothing of it is stored but with the run. */
      document: Record<string, unknown>;
      /** These steps and all downstream run, the others are taken over from the run. */
      from?: {
        run: string;
        /** @minItems 1 */
        steps: string[];
      };
      log_level?: string;
      /**
       * Of a document that has none.
       */
      name?: string;
      /**
       * The only step that runs. Its producers give what is pinned, or what they saved in the run of `from`; else nothing.
       */
      only?: string;
      /** @default {} */
      params?: Record<string, unknown>;
      /**
       * Step name to typed JSON that replaces its output; its code does not run.
       */
      pins?: Record<string, unknown>;
      /** @minLength 1 */
      queue?: string;
      /**
       * Step name to step id.
       */
      step_ids?: Partial<Record<string, string>>;
      /**
       * Nothing downstream of these steps runs.
       */
      to?: string[];
      /**
       * Attempts of this run at once.
       */
      workers?: number;
    };
    answer: {
      href: string;
      id: string;
      /** Variables of the configuration without a value: encrypted with another key. */
      unset: string[];
      /** What is odd about its document. */
      warnings: {
        code: string;
        message: string;
        path: string;
        severity: "error" | "warning";
        step?: string;
        steps?: string[];
      }[];
    };
  };
  /** Begins the sign-in of a person for a connection of the kind oauth2. */
  startSignIn: {
    params: { name: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      /**
       * What a browser on the computer of the host opens, once.
       */
      address: string;
      expires_at: string;
    };
  };
  /** Runs one step class alone, with parameters and the data of a producer that are given along. */
  startStepRun: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      configuration?: string | Record<string, unknown>;
      /**
       * The name of a step class.
       */
      file: string;
      /** Typed JSON that it sees as the data of its producer. */
      input?: unknown;
      log_level?: string;
      /**
       * Parameters of the step.
       */
      params?: Record<string, unknown>;
      /** @minLength 1 */
      syncpack?: string;
    };
    answer: {
      href: string;
      id: string;
      /** Variables of the configuration without a value: encrypted with another key. */
      unset: string[];
      /** What is odd about its document. */
      warnings: {
        code: string;
        message: string;
        path: string;
        severity: "error" | "warning";
        step?: string;
        steps?: string[];
      }[];
    };
  };
  /** Starts the run that activates a SyncPack, installs it, or both; without a version the newest. */
  startSyncPackRun: {
    params: { name: string };
    query: Record<never, never>;
    body: {
      /**
       * npm packages whose scripts for their installation run, with all rights of the host.
       */
      allow_scripts?: string[];
      /**
       * Absolute folder of tarballs on the host; default: the registry that npm is set up for.
       */
      packages?: string;
      version?: string;
      /**
       * What is to be done, in this order.
       */
      works: ("activate" | "install")[];
    };
    answer: {
      /** The id of the run; null = nothing is left to do. */
      id: string | null;
    };
  };
  /** Events of all runs or of one, as server-sent events. */
  streamEvents: {
    params: Record<never, never>;
    query: {
      /**
       * The number of the last event that is known; 0 = from the first.
       */
      after?: number;
      /** Also what happens to documents. */
      documents?: string;
      /** Only events of this run. */
      run?: string;
    };
    body: undefined;
    answer: string;
  };
  /** Ends a run; for the id of a step, the run it belongs to. */
  terminateTask: {
    params: { task_id: string };
    query: Record<never, never>;
    body: undefined;
    answer: RunTask;
  };
  /** Ends all runs that have not ended. */
  terminateTasks: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    answer: {
      revoked: string[];
    };
  };
  /** Tries a connection, by a step class that takes its kind; ends when the request is given up. */
  testConnection: {
    params: { name: string };
    query: Record<never, never>;
    body: undefined;
    answer: {
      /** What was found, or what failed; without secrets. */
      message: string;
      ok: boolean;
    };
  };
  /** Takes back the last gesture of a window. */
  undoDraft: {
    params: { name: string };
    query: Record<never, never>;
    body: {
      /**
       * The window, api by default: each one undoes its own gestures.
       */
      client?: string;
      /**
       * An id; sent again, it is done once.
       */
      gesture?: string;
      seq: number;
    };
    answer: DraftReply;
  };
  /** Publishes applications with another version of a SyncPack; without a version the newest installed. */
  upgradeSyncPackApplications: {
    params: { name: string };
    query: Record<never, never>;
    body: {
      /**
       * Default: all that use the SyncPack.
       */
      applications?: string[];
      version?: string;
    } | null;
    answer: SyncPackUpgrade[];
  };
  /** Keeps the archive of a SyncPack; runs nothing of it. */
  uploadSyncPack: {
    params: Record<never, never>;
    query: {
      /** Also in place of another archive of its version. */
      force?: string;
      /**
       * The text of its detached signature, in the format of minisign.
       */
      signature?: string;
    };
    body: File;
    answer: SyncPack;
  };
  /** Lists every problem of a document; nothing of it is stored or run. */
  validateApplication: {
    params: Record<never, never>;
    query: Record<never, never>;
    body: {
      /** Used instead of the aligned one: the name of a stored one, or one that is given along. */
      configuration?: string | Record<string, unknown>;
      document: Record<string, unknown>;
      /**
       * Run-time parameters.
       */
      params?: Record<string, unknown>;
    };
    answer: {
      problems: {
        code: string;
        message: string;
        path: string;
        severity: "error" | "warning";
        step?: string;
        steps?: string[];
      }[];
    };
  };
}

/** Method and path of every operation. */
export const operationPaths: {
  readonly [Id in keyof Operations]: readonly [method: string, path: string];
} = {
  activateSyncPack: ["POST", "/api/v1/syncpacks/{name}/activate"],
  addLicense: ["POST", "/api/v1/license"],
  addOwner: ["POST", "/api/v1/roles/owner"],
  alignApplication: ["POST", "/api/v1/applications/{name}/align"],
  allowEnvironment: ["PUT", "/api/v1/environment"],
  cancelSignIn: ["DELETE", "/api/v1/connections/{name}/sign-in"],
  changeConfiguration: ["PATCH", "/api/v1/configurations/{name}"],
  changeOwnPassword: ["POST", "/api/v1/account/password"],
  changeOwner: ["PATCH", "/api/v1/roles/owner/{owner}"],
  changeSchedule: ["PATCH", "/api/v1/schedule/{entry_id}"],
  changeSettings: ["PATCH", "/api/v1/settings"],
  confirmOwnerFactor: ["POST", "/api/v1/roles/owner/{owner}/second-factor/confirm"],
  confirmSecondFactor: ["POST", "/api/v1/account/second-factor/confirm"],
  copyApplication: ["POST", "/api/v1/applications/{name}/copy"],
  copyStep: ["POST", "/api/v1/steps/{name}/copy"],
  createApplication: ["POST", "/api/v1/applications/new"],
  createBackup: ["POST", "/api/v1/backup"],
  createOpenCode: ["POST", "/api/v1/open"],
  createToken: ["POST", "/api/v1/tokens"],
  decideApproval: ["POST", "/api/v1/runs/{run_id}/steps/{step}/decision"],
  deleteApplication: ["DELETE", "/api/v1/applications/{name}"],
  deleteCacheEntry: ["DELETE", "/api/v1/cache/{cache_id}"],
  deleteConfiguration: ["DELETE", "/api/v1/configurations/{name}"],
  deleteLicense: ["DELETE", "/api/v1/license"],
  deleteOwnSetting: ["DELETE", "/api/v1/settings/me/{key}"],
  deleteOwner: ["DELETE", "/api/v1/roles/owner/{owner}"],
  deleteOwnerByQuery: ["DELETE", "/api/v1/roles/owner"],
  deleteQueue: ["DELETE", "/api/v1/queues/{queue}"],
  deleteReports: ["DELETE", "/api/v1/reports/{report_id}"],
  deleteSchedule: ["DELETE", "/api/v1/schedule/{entry_id}"],
  deleteScheduleById: ["DELETE", "/api/v1/schedule"],
  deleteSecret: ["DELETE", "/api/v1/secrets/{name}"],
  deleteStep: ["DELETE", "/api/v1/steps/{name}"],
  deleteSyncPack: ["DELETE", "/api/v1/syncpacks/{name}"],
  diffStepData: ["GET", "/api/v1/runs/{run_id}/steps/{step}/diff"],
  diffVersions: ["GET", "/api/v1/applications/{name}/diff"],
  disableSchedule: ["POST", "/api/v1/schedule/{entry_id}/disable"],
  discardDraft: ["POST", "/api/v1/applications/{name}/draft/discard"],
  discardStepDraft: ["DELETE", "/api/v1/steps/{name}/draft"],
  downloadLog: ["GET", "/api/v1/runs/{run_id}/logs/download"],
  downloadStepData: ["GET", "/api/v1/runs/{run_id}/steps/{step}/file"],
  editDraft: ["PATCH", "/api/v1/applications/{name}/draft"],
  enableSchedule: ["POST", "/api/v1/schedule/{entry_id}/enable"],
  exchangeOpenCode: ["GET", "/api/v1/open"],
  exportAll: ["GET", "/api/v1/export"],
  exportApplication: ["GET", "/api/v1/applications/{name}/export"],
  exportConfiguration: ["GET", "/api/v1/configurations/{name}/export"],
  exportReport: ["GET", "/api/v1/reports/{report_id}/export"],
  findUses: ["GET", "/api/v1/uses"],
  getAbout: ["GET", "/api/v1/about"],
  getAccount: ["GET", "/api/v1/account"],
  getApplication: ["GET", "/api/v1/applications/{name}"],
  getApplicationLogs: ["GET", "/api/v1/applications/{name}/logs"],
  getCacheEntry: ["GET", "/api/v1/cache/{cache_id}"],
  getCalendar: ["GET", "/api/v1/calendar"],
  getConfiguration: ["GET", "/api/v1/configurations/{name}"],
  getDataFolder: ["GET", "/api/v1/data-folder"],
  getDraft: ["GET", "/api/v1/applications/{name}/draft"],
  getDraftProblems: ["GET", "/api/v1/applications/{name}/draft/problems"],
  getDraftUpdates: ["GET", "/api/v1/applications/{name}/draft/updates"],
  getError: ["GET", "/api/v1/errors/{code}"],
  getHealth: ["GET", "/healthz"],
  getLicense: ["GET", "/api/v1/license"],
  getMetrics: ["GET", "/metrics"],
  getOwnSetting: ["GET", "/api/v1/settings/me/{key}"],
  getOwner: ["GET", "/api/v1/roles/owner/{owner}"],
  getQueue: ["GET", "/api/v1/queues/{queue}"],
  getReadiness: ["GET", "/readyz"],
  getReport: ["GET", "/api/v1/reports/{report_id}"],
  getRevision: ["GET", "/api/v1/applications/{name}/revisions/{revision}"],
  getRun: ["GET", "/api/v1/runs/{run_id}"],
  getRunDocument: ["GET", "/api/v1/runs/{run_id}/document"],
  getRunResult: ["GET", "/api/v1/runs/{run_id}/result"],
  getSample: ["GET", "/api/v1/samples/{step_id}"],
  getSchedule: ["GET", "/api/v1/schedule/{entry_id}"],
  getSession: ["GET", "/api/v1/session"],
  getSettings: ["GET", "/api/v1/settings"],
  getSignIn: ["GET", "/api/v1/connections/{name}/sign-in"],
  getStep: ["GET", "/api/v1/steps/{name}"],
  getStepData: ["GET", "/api/v1/runs/{run_id}/steps/{step}/data"],
  getStepDataSchema: ["GET", "/api/v1/runs/{run_id}/steps/{step}/schema"],
  getStepDraft: ["GET", "/api/v1/steps/{name}/draft"],
  getStepOutput: ["GET", "/api/v1/runs/{run_id}/steps/{step}/output"],
  getStepParameters: ["GET", "/api/v1/runs/{run_id}/steps/{step}/parameters"],
  getStepRun: ["GET", "/api/v1/runs/{run_id}/steps/{step}"],
  getStepVersion: ["GET", "/api/v1/steps/{name}/versions/{hash}"],
  getSyncPack: ["GET", "/api/v1/syncpacks/{name}"],
  getSyncPackFile: ["GET", "/api/v1/syncpacks/{name}/files"],
  getTask: ["GET", "/api/v1/tasks/{task_id}"],
  import: ["POST", "/api/v1/import"],
  importArchive: ["POST", "/api/v1/import/archive"],
  importFile: ["POST", "/api/v1/import/file"],
  installSyncPack: ["POST", "/api/v1/syncpacks/{name}/install"],
  keepRun: ["PUT", "/api/v1/runs/{run_id}/keep"],
  listApplications: ["GET", "/api/v1/applications"],
  listChangedClasses: ["GET", "/api/v1/runs/{run_id}/changed-classes"],
  listChildRuns: ["GET", "/api/v1/runs/{run_id}/steps/{step}/children"],
  listConfigurations: ["GET", "/api/v1/configurations"],
  listConnectionKinds: ["GET", "/api/v1/connections/kinds"],
  listConnections: ["GET", "/api/v1/connections"],
  listDataPaths: ["GET", "/api/v1/applications/{name}/draft/steps/{step_id}/paths"],
  listEnvironment: ["GET", "/api/v1/environment"],
  listFirings: ["GET", "/api/v1/schedule/{entry_id}/firings"],
  listLogLines: ["GET", "/api/v1/runs/{run_id}/logs"],
  listNextTimes: ["GET", "/api/v1/schedule/{entry_id}/next"],
  listOptions: ["POST", "/api/v1/applications/{name}/draft/steps/{step_id}/options"],
  listOwnSettings: ["GET", "/api/v1/settings/me"],
  listOwners: ["GET", "/api/v1/roles/owner"],
  listQueues: ["GET", "/api/v1/queues"],
  listReports: ["GET", "/api/v1/reports"],
  listRevisions: ["GET", "/api/v1/applications/{name}/revisions"],
  listRoles: ["GET", "/api/v1/roles"],
  listRuns: ["GET", "/api/v1/runs"],
  listSamples: ["GET", "/api/v1/samples"],
  listSchedules: ["GET", "/api/v1/schedule"],
  listSecrets: ["GET", "/api/v1/secrets"],
  listStepRuns: ["GET", "/api/v1/runs/{run_id}/steps"],
  listStepVersions: ["GET", "/api/v1/steps/{name}/versions"],
  listSteps: ["GET", "/api/v1/steps"],
  listSyncPackApplications: ["GET", "/api/v1/syncpacks/{name}/applications"],
  listSyncPackVersions: ["GET", "/api/v1/syncpacks/{name}/versions"],
  listSyncPacks: ["GET", "/api/v1/syncpacks"],
  listTokens: ["GET", "/api/v1/tokens"],
  listTrash: ["GET", "/api/v1/trash"],
  listWorkers: ["GET", "/api/v1/workers"],
  logIn: ["POST", "/api/v1/login"],
  logOut: ["POST", "/api/v1/logout"],
  mergeDraft: ["POST", "/api/v1/applications/{name}/draft/merge"],
  previewPublish: ["GET", "/api/v1/applications/{name}/draft/publish-preview"],
  previewSchedule: ["POST", "/api/v1/schedule/next"],
  proposeOwnerFactor: ["POST", "/api/v1/roles/owner/{owner}/second-factor"],
  proposeSecondFactor: ["POST", "/api/v1/account/second-factor"],
  publishDraft: ["POST", "/api/v1/applications/{name}/draft/publish"],
  publishStep: ["PUT", "/api/v1/steps/{name}"],
  purgeTrash: ["DELETE", "/api/v1/trash/{trash_id}"],
  redoDraft: ["POST", "/api/v1/applications/{name}/draft/redo"],
  releaseRun: ["DELETE", "/api/v1/runs/{run_id}/keep"],
  removeSecondFactor: ["POST", "/api/v1/account/second-factor/remove"],
  renameDraft: ["POST", "/api/v1/applications/{name}/draft/rename"],
  renewRecoveryCodes: ["POST", "/api/v1/account/recovery-codes"],
  replaceDraft: ["PUT", "/api/v1/applications/{name}/draft"],
  replayTask: ["POST", "/api/v1/tasks/{task_id}/replay"],
  rerunRun: ["POST", "/api/v1/runs/{run_id}/rerun"],
  resolveValue: ["POST", "/api/v1/applications/{name}/draft/steps/{step_id}/resolve"],
  restoreRevision: ["POST", "/api/v1/applications/{name}/revisions/{revision}/restore"],
  restoreTrash: ["POST", "/api/v1/trash/{trash_id}/restore"],
  retryStepNow: ["POST", "/api/v1/runs/{run_id}/steps/{step}/retry"],
  revokeTask: ["POST", "/api/v1/tasks/{task_id}/revoke"],
  revokeToken: ["DELETE", "/api/v1/tokens/{name}"],
  runApplication: ["POST", "/api/v1/applications/run"],
  runApplicationByName: ["POST", "/api/v1/applications/{name}/run"],
  runSchedule: ["POST", "/api/v1/schedule/{entry_id}/run"],
  runStep: ["POST", "/api/v1/steps/run"],
  saveApplication: ["POST", "/api/v1/applications"],
  saveConfiguration: ["POST", "/api/v1/configurations"],
  saveSchedule: ["POST", "/api/v1/schedule"],
  saveStep: ["POST", "/api/v1/steps"],
  saveStepDraft: ["PUT", "/api/v1/steps/{name}/draft"],
  searchStepData: ["GET", "/api/v1/runs/{run_id}/steps/{step}/search"],
  setOwnSetting: ["PUT", "/api/v1/settings/me/{key}"],
  setQueue: ["PUT", "/api/v1/queues/{queue}"],
  setSecret: ["PUT", "/api/v1/secrets/{name}"],
  startRun: ["POST", "/api/v1/runs"],
  startSignIn: ["POST", "/api/v1/connections/{name}/sign-in"],
  startStepRun: ["POST", "/api/v1/runs/step"],
  startSyncPackRun: ["POST", "/api/v1/syncpacks/{name}/runs"],
  streamEvents: ["GET", "/api/v1/events"],
  terminateTask: ["DELETE", "/api/v1/tasks/{task_id}"],
  terminateTasks: ["DELETE", "/api/v1/tasks"],
  testConnection: ["POST", "/api/v1/connections/{name}/test"],
  undoDraft: ["POST", "/api/v1/applications/{name}/draft/undo"],
  upgradeSyncPackApplications: ["POST", "/api/v1/syncpacks/{name}/upgrade-applications"],
  uploadSyncPack: ["POST", "/api/v1/syncpacks"],
  validateApplication: ["POST", "/api/v1/applications/validate"],
};
