import { resolve } from "node:path";
import { type ErrorCode, errorCatalogue } from "../../base/errorCatalogue.ts";
import { SluiceError } from "../../base/SluiceError.ts";
import type { ApiClient } from "../../client/ApiClient.ts";
import type { Operations } from "../../client/Operations.ts";
import type { StepError } from "../../model/RunRecord.ts";
import { createOutput, type Output } from "../output/Output.ts";
import { printTrust } from "../output/packs.ts";
import { createPhaseView } from "../progress/createPhaseView.ts";
import { type ClientWish, withClient } from "../withClient.ts";
import { startThere } from "./startRun.ts";
import { onInterrupt } from "./watchRun.ts";

export type Pack = Operations["listSyncPacks"]["answer"][number];

export interface PackWorkOptions extends ClientWish {
  version?: string;
  yes?: boolean;
  packages?: string;
  allowScripts?: string[];
}

/** `sluice pack activate NAME`; says first what one should know of the pack. */
export function packActivateCommand(name: string, options: PackWorkOptions): Promise<number> {
  const output = createOutput(options);
  return withClient(options, async (client) => {
    const details = await client.call("getSyncPack", {
      params: { name },
      query: await chooseVersion(client, name, options),
    });
    if (!output.isJson && !details.activated) printTrust(output, details);
    if (!details.activated) assertAgreed(options, "activated");
    const { version } = details;
    const { packages, allowScripts } = options;
    const body = {
      version,
      ...(packages === undefined ? {} : { packages: resolve(packages) }),
      ...(allowScripts === undefined ? {} : { allow_scripts: allowScripts }),
    };
    if (isWatched(output)) await watch(client, { name, output, body: { ...body, works: ["activate"] } });
    const pack = await client.call("activateSyncPack", {
      params: { name },
      body: isWatched(output) ? { version } : body,
    });
    tell(output, { pack, done: "Activated", next: "install" });
    return 0;
  });
}

/** `sluice pack install NAME` */
export function packInstallCommand(name: string, options: PackWorkOptions): Promise<number> {
  const output = createOutput(options);
  return withClient(options, async (client) => {
    const body = await chooseVersion(client, name, options);
    if (isWatched(output)) await watch(client, { name, output, body: { ...body, works: ["install"] } });
    // What is done already is only told.
    const pack = await client.call("installSyncPack", { params: { name }, body });
    tell(output, { pack, done: "Installed" });
    return 0;
  });
}

const isWatched = ({ isJson, isQuiet }: Output): boolean => !isJson && !isQuiet;

interface Watched {
  name: string;
  output: Output;
  body: Operations["startSyncPackRun"]["body"];
}

/** Starts the run, shows its phases to its end, and stops it on Ctrl+C. Throws what it failed with. */
async function watch(client: ApiClient, { name, output, body }: Watched): Promise<void> {
  const { id } = await client.call("startSyncPackRun", { params: { name }, body });
  if (id === null) return;
  const started = await startThere(client, async () => ({ id }));
  const view = createPhaseView(id, output);
  const stop = onInterrupt(() => {
    output.line("Stopping the run. Ctrl+C again quits at once.");
    started.revoke().catch(() => {});
  });
  try {
    const { state } = await started.follow((event) => view.onEvent(event));
    if (state === "SUCCESS") return;
    throw toFailure(view.failure()) ?? new SluiceError("run_not_finished", `The run ${id} was stopped.`);
  } finally {
    stop();
    started.close();
  }
}

/** The error that a step of the host failed with. */
function toFailure(error: StepError | undefined): SluiceError | undefined {
  if (error === undefined) return undefined;
  const code = error.exception
    .replace(/Exception$/, "")
    .replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`)
    .toLowerCase();
  return new SluiceError(Object.hasOwn(errorCatalogue, code) ? (code as ErrorCode) : "internal", error.message);
}

/** Without `--version` the newest that is there. */
async function chooseVersion(client: ApiClient, name: string, options: PackWorkOptions): Promise<{ version?: string }> {
  if (options.version !== undefined) return { version: options.version };
  const newest = (await client.call("listSyncPackVersions", { params: { name } })).at(-1);
  return newest === undefined ? {} : { version: newest.version };
}

/** Throws `wrong_use` unless whoever asks has said yes. */
export function assertAgreed({ yes }: Pick<PackWorkOptions, "yes">, what: string): void {
  if (yes === true) return;
  throw new SluiceError("wrong_use", `Nothing was ${what}. Add --yes when that is what you want.`);
}

/** Says what was done with a pack, and what comes next. */
export function tell(output: Output, { pack, done, next }: { pack: Pack; done: string; next?: string }): void {
  if (output.isJson) {
    output.json(pack);
    return;
  }
  output.line(`${output.style("green", "✔")} ${done} ${pack.name} ${pack.version}.`);
  if (next !== undefined) output.line(output.style("dim", `  Next: sluice pack ${next} ${pack.name}`));
}
