/** user: the request was wrong. operational: the surroundings failed. bug: we did. */
export type ErrorKind = "user" | "operational" | "bug";

interface CatalogueEntry {
  kind: ErrorKind;
  /** Exit code of the command line. */
  exit: number;
  /** Status of the answer of the API. */
  status: number;
  /** What it means and what to do, for the help page. */
  help: string;
}

/** Every error code of the product. Adding one: see CONTRIBUTING, recipes. */
export const errorCatalogue = {
  wrong_use: {
    kind: "user",
    exit: 2,
    status: 400,
    help: "The command or request was not understood. Its help lists what it takes.",
  },
  invalid_document: {
    kind: "user",
    exit: 3,
    status: 400,
    help: "The document cannot be used. Each problem is listed with its place.",
  },
  invalid_schedule: {
    kind: "user",
    exit: 2,
    status: 400,
    help: "The times of a schedule cannot be used. The message names the field and what to write instead.",
  },
  edit_does_not_apply: {
    kind: "user",
    exit: 2,
    status: 409,
    help: "The document is no longer as this edit needs it. The message names what is missing or was changed.",
  },
  not_found: {
    kind: "user",
    exit: 4,
    status: 404,
    help: "Nothing of that name exists. The list commands show what does.",
  },
  already_exists: {
    kind: "user",
    exit: 2,
    status: 409,
    help: "The name is taken. Choose another one or overwrite on purpose.",
  },
  data_folder_in_use: {
    kind: "operational",
    exit: 5,
    status: 503,
    help: "Another process owns the data folder. Stop it or choose another folder.",
  },
  data_folder_newer: {
    kind: "user",
    exit: 5,
    status: 503,
    help: "The data folder was written by a newer version. Update the program.",
  },
  data_folder_broken: {
    kind: "operational",
    exit: 5,
    status: 503,
    help: "The data folder cannot be opened. Check its permissions and the disk.",
  },
  queue_without_capacity: {
    kind: "user",
    exit: 2,
    status: 409,
    help: "The queue has no workers. Give it some, or run with --workers.",
  },
  outputs_expired: {
    kind: "user",
    exit: 2,
    status: 409,
    help: "A needed output was pruned. Run the whole application again.",
  },
  data_damaged: {
    kind: "operational",
    exit: 1,
    status: 500,
    help: "Saved data of a step is missing or was changed. Run the application again and check the disk.",
  },
  run_not_finished: { kind: "user", exit: 2, status: 409, help: "The run has not ended yet." },
  run_too_deep: {
    kind: "user",
    exit: 2,
    status: 409,
    help: "Runs that trigger runs may be nested 16 deep. Look for an application that triggers itself.",
  },
  key_missing: {
    kind: "operational",
    exit: 5,
    status: 503,
    help: "Encrypted values cannot be read with the present key. Restore the key or set the values again.",
  },
  compile_failed: {
    kind: "user",
    exit: 3,
    status: 400,
    help: "The step class does not compile. The first error names file, line and column.",
  },
  invalid_pack: {
    kind: "user",
    exit: 3,
    status: 400,
    help: "The SyncPack is damaged, unsafe or not complete. Each reason is listed; nothing of it came in.",
  },
  pack_in_use: {
    kind: "user",
    exit: 2,
    status: 409,
    help: "Something still uses the SyncPack. The message lists what; remove that first, or remove the pack on purpose.",
  },
  packages_failed: {
    kind: "user",
    exit: 5,
    status: 409,
    help: "The npm packages of the SyncPack could not be installed beside it. The message says what npm said; nothing of it is left.",
  },
  pack_missing: {
    kind: "user",
    exit: 4,
    status: 409,
    help: "The SyncPack requires another one, or an npm package, that is not here. Upload and activate it, then try again.",
  },
  step_class_invalid: {
    kind: "user",
    exit: 3,
    status: 400,
    help: "The file does not hold a usable step class. It needs one default-exported class that extends BaseStep.",
  },
  not_authenticated: {
    kind: "user",
    exit: 2,
    status: 401,
    help: "The request says not who asks. Send a valid token, or log in.",
  },
  second_factor_needed: {
    kind: "user",
    exit: 2,
    status: 401,
    help: "The account has a second factor. Log in with the code of the authenticator app, or a recovery code.",
  },
  foreign_request: {
    kind: "user",
    exit: 2,
    status: 403,
    help: "The request looks as if a page of another host had sent it. Use the address that the host printed at its start.",
  },
  too_many_attempts: {
    kind: "operational",
    exit: 2,
    status: 429,
    help: "Too many attempts to log in. Wait as long as the message says.",
  },
  not_allowed: {
    kind: "user",
    exit: 2,
    status: 403,
    help: "Who asks may not do this. The message names the role that may.",
  },
  not_supported: {
    kind: "user",
    exit: 2,
    status: 405,
    help: "This cannot be done here. The message says why and what to do instead.",
  },
  too_large: { kind: "user", exit: 2, status: 413, help: "The request is too large. The message names the limit." },
  changed_meanwhile: {
    kind: "user",
    exit: 2,
    status: 412,
    help: "Someone else changed it since it was read. Read it again and repeat the change.",
  },
  draft_behind: {
    kind: "user",
    exit: 2,
    status: 409,
    help: "Another window was faster and nothing was done. Apply the updates that come with this and ask again.",
  },
  merge_needed: {
    kind: "user",
    exit: 2,
    status: 409,
    help: "Somebody else published meanwhile. Merge what they published into the draft, then publish.",
  },
  request_key_used: {
    kind: "user",
    exit: 2,
    status: 422,
    help: "The Idempotency-Key came with another request before. Take a new key for each request.",
  },
  address_in_use: {
    kind: "operational",
    exit: 5,
    status: 503,
    help: "The program cannot listen there. Choose another port or address.",
  },
  host_unreachable: {
    kind: "operational",
    exit: 5,
    status: 503,
    help: "No host answers there. Check the address, and whether the host runs.",
  },
  backup_unusable: {
    kind: "user",
    exit: 3,
    status: 400,
    help: "The file is no backup, or it was damaged. Take another one.",
  },
  passphrase_wrong: {
    kind: "user",
    exit: 2,
    status: 400,
    help: "The passphrase is not the one the backup was made with. Restoring without the key is possible, too.",
  },
  sign_in_needed: {
    kind: "user",
    exit: 2,
    status: 409,
    help: "Nobody has signed in for the connection, or the sign-in has expired. Sign in: sluice connection login NAME.",
  },
  token_failed: {
    kind: "operational",
    exit: 5,
    status: 409,
    help: "The OAuth 2.0 server of a connection gives no token. The message says what it answered; check the settings of the connection.",
  },
  internal: { kind: "bug", exit: 1, status: 500, help: "A fault in the program. Please report it with the details." },
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof errorCatalogue;
