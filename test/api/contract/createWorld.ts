import { fileURLToPath } from "node:url";
import { buildTestArchive } from "../../packs/buildTestArchive.ts";
import { openTestApi, type TestApi } from "../openTestApi.ts";

/** A host with something of everything, for requests that are valid. */
export interface World extends TestApi {
  /** A run that has ended. */
  endedRun: string;
  /** Id of the second step of the application of that run. */
  endedStep: string;
  /** Id of a step that has a parameter with choices from a method of its class. */
  choosingStep: string;
  /** A run with a step that waits for its retry. */
  waitingRun: string;
  /** A run with a step that waits for a person. */
  askingRun: string;
  /** An archive of everything. */
  archive: Buffer;
  /** Of a SyncPack without steps. */
  pack: Uint8Array;
}

export async function createWorld(): Promise<World> {
  const test = await openTestApi({ bodyLimit: 64 * 1024 });
  const { ask, host } = test;
  const ended = {
    name: "ended",
    generate_report: true,
    app_variables: [],
    steps: [
      {
        name: "one",
        file: "Script",
        code: "step.report.addRow({ table: 't', row: { a: 1 } }); return [{ a: 1 }];",
        output_to: ["two"],
      },
      { name: "two", file: "Log", message: "x" },
    ],
  };
  const waiting = {
    name: "waiting",
    app_variables: [],
    steps: [{ name: "one", file: "Script", code: 'throw new Error("no");', retry_max: 1, retry_countdown: 3600 }],
  };
  for (const body of [ended, waiting]) await ask("POST", "/applications", { body });
  const endedRun = (await ask("POST", "/applications/ended/run?wait=30")).json().id as string;
  const endedStep = (await ask("GET", "/applications/ended/draft")).json().step_ids[1] as string;
  const choosing = { name: "one", file: "QueryGQL", url: "http://127.0.0.1:1", query: "query A { a } query B { b }" };
  await ask("POST", "/applications", { body: { name: "choosing", app_variables: [], steps: [choosing] } });
  const choosingStep = (await ask("GET", "/applications/choosing/draft")).json().step_ids[0] as string;
  await host.services.stepClasses.import(
    fileURLToPath(new URL("../../fixtures/recoverySteps/Asks.ts", import.meta.url)),
    { overwrite: false },
  );
  const retried = Promise.withResolvers<void>();
  host.subscribe(({ type }) => type === "step.retry" && retried.resolve());
  const waitingRun = (await ask("POST", "/applications/waiting/run")).json().id as string;
  await retried.promise;
  const asked = Promise.withResolvers<void>();
  host.subscribe(({ type }) => type === "step.waiting" && asked.resolve());
  await ask("POST", "/applications", {
    body: { name: "asking", app_variables: [], steps: [{ name: "one", file: "Asks" }] },
  });
  const askingRun = (await ask("POST", "/applications/asking/run")).json().id as string;
  await asked.promise;
  const hourly = { schedule_type: "frequency", schedule_info: { run_every: 3600 } };
  for (const entry_id of ["kept", "old"]) {
    await ask("POST", "/schedule", { body: { entry_id, application_id: "ended", schedule: hourly } });
  }
  await ask("POST", "/configurations", { body: { name: "prod", configuration_data: [{ name: "url", value: "x" }] } });
  // Nothing listens there; a test of it says so.
  const place = [
    { name: "host", value: "127.0.0.1" },
    { name: "port", value: 1 },
  ];
  await ask("POST", "/configurations", { body: { name: "erp", connection: "postgresql", configuration_data: place } });
  const login = [
    { name: "grant", value: "authorization_code" },
    { name: "client_id", value: "sluice" },
    { name: "authorization_url", value: "https://login.example/authorize" },
    { name: "token_url", value: "https://login.example/token" },
  ];
  await ask("POST", "/configurations", { body: { name: "crm", connection: "oauth2", configuration_data: login } });
  await host.store.cache.save("kept", { a: 1 }, undefined);
  await host.services.access.users.add({ name: "ann", role: "viewer", password: "correct horse battery" });
  await host.services.classEditor.saveDraft("Drafted", { code: "no class yet", author: "me" });
  const archive = (await ask("GET", "/export")).rawPayload;
  return { ...test, endedRun, endedStep, choosingStep, waitingRun, askingRun, archive, pack: await buildTestArchive() };
}
