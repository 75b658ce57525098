/** Everything of a room, or only its types. */
export type Reach = "values" | "types";

export interface Room {
  /** Folder or file, from the root of the project. The longest that fits a file is its room. */
  path: string;
  /** What its files may import beside their own room, by folder or file. */
  may: Record<string, Reach>;
  /** Without Node, DOM, time, randomness, timers and console; and the only packages it may use. */
  portable?: { packages: string[] };
}

const values = (...paths: string[]): Record<string, Reach> =>
  Object.fromEntries(paths.map((path): [string, Reach] => [path, "values"]));
const types = (...paths: string[]): Record<string, Reach> =>
  Object.fromEntries(paths.map((path): [string, Reach] => [path, "types"]));

/** What everything around the canvas may use. */
const workbench = values(
  ...["core/base", "core/model"],
  ...["ui", "state", "commands", "text"].map((room) => `renderer/${room}`),
);

/** Who may import whom. CONTRIBUTING.md says it in words. */
export const importTable: Room[] = [
  { path: "core/base", may: {}, portable: { packages: [] } },
  { path: "core/model", may: values("core/base"), portable: { packages: ["zod"] } },
  { path: "core/template", may: values("core/base"), portable: { packages: ["fastest-levenshtein"] } },
  { path: "core/engine", may: values("core/base", "core/model", "core/template"), portable: { packages: [] } },
  {
    path: "core/service",
    // Shown values are joined as a run joins them.
    may: values("core/base", "core/model", "core/template", "core/engine", "core/sdk/joinData.ts"),
    portable: { packages: ["zod", "fastest-levenshtein", "croner", "csv-stringify", "fflate", "semver"] },
  },
  { path: "core/crypto", may: { ...values("core/base"), ...types("core/service/ports") } },
  { path: "core/oauth", may: { ...values("core/base"), ...types("core/service/ports") } },
  { path: "core/data", may: values("core/base", "core/model") },
  // The levels of the log are values of the model.
  { path: "core/sdk", may: { ...values("core/base", "core/model/RunRecord.ts"), ...types("core/model") } },
  {
    path: "core/workers",
    may: {
      ...values("core/base", "core/model", "core/template", "core/sdk", "core/data", "core/engine/ports"),
      ...types("core/service/ports"),
    },
  },
  {
    path: "core/store",
    may: {
      // The writer's thread gives memory back as the host does.
      ...values("core/base", "core/model", "core/data", "core/engine/ports", "core/workers/collectAtRest.ts"),
      ...types("core/engine/RunEvent.ts", "core/service/ports"),
    },
  },
  { path: "core/packs", may: { ...values("core/base", "core/model"), ...types("core/service/ports") } },
  { path: "core/api", may: { ...values("core/base", "core/model", "core/service"), ...types("core/engine") } },
  { path: "core/client", may: { ...values("core/base"), ...types("core/engine", "core/api", "core/service/events") } },
  { path: "core/steps", may: values("core/sdk", "core/base") },
  {
    path: "core/cli",
    may: {
      ...values(
        "core/host.ts",
        "core/serveHost.ts",
        "core/lockFolder.ts",
        "core/maintenance.ts",
        "core/packTasks.ts",
        "core/client",
        "core/service",
        "core/model",
        "core/base",
      ),
      ...values("core/api/fileSource.ts", "core/api/hostFile.ts", "core/api/writePrivateFile.ts"),
      // The door stands open before there is a host.
      ...values("core/api/openDoor.ts"),
      ...types("core/api/LocalApi.ts"),
      ...types("core/engine"),
    },
  },
  // What starts the program and the project's own tasks, among them its tests.
  { path: "core/cli/bin", may: values("core/cli", "test/suites.mjs") },
  { path: "core/lockFolder.ts", may: values("core/store") },
  { path: "core/maintenance.ts", may: values("core/store", "core/base") },
  { path: "core/packTasks.ts", may: values("core/packs", "core/workers", "core/model", "core/base") },
  { path: "core/host.ts", may: values("core") },
  {
    path: "core/createHostPool.ts",
    may: {
      ...values("core/base", "core/model", "core/packs", "core/service/settings", "core/workers"),
      ...types("core/store"),
    },
  },
  {
    path: "core/serveHost.ts",
    may: {
      ...values("core/base", "core/api", "core/client", "core/service/access/Identity.ts"),
      ...types("core/host.ts"),
    },
  },
  // The host runs in a process of its own: the shell knows only how to find it and to ask it.
  {
    path: "electron",
    may: values(
      "core/base",
      "core/client",
      "core/api/pageHeaders.ts",
      "core/api/hostFile.ts",
      "core/api/writePrivateFile.ts",
      "core/cli/dataFolderOf.ts",
      "core/cli/bin/sluice.mjs",
      "core/cli/bin/leanMemory.mjs",
    ),
  },
  // Texts and leaf components know nothing of applications; a component may know the shape of what it shows.
  { path: "renderer/text", may: {} },
  { path: "renderer/ui", may: { ...values("renderer/text"), ...types("core/base", "core/model") } },
  {
    path: "renderer/api",
    may: {
      ...values("core/base", "core/client", "core/model", "renderer/state/ports"),
      ...types("core/api", "core/engine"),
    },
  },
  {
    path: "renderer/state",
    may: {
      ...values("core/base", "core/model", "core/template", "renderer/api", "renderer/text"),
      // A form checks values by the rules of the run.
      ...values("core/sdk/checkParameters.ts"),
    },
  },
  {
    path: "renderer/commands",
    may: values("core/base", "core/model", "renderer/state", "renderer/api", "renderer/text"),
  },
  ...["canvas", "code"].map((room): Room => ({ path: `renderer/${room}`, may: workbench })),
  // Some parameters are code.
  { path: "renderer/inspector", may: { ...workbench, ...values("renderer/code") } },
  // One room for each screen: screens do not import each other.
  {
    path: "renderer/screens/editor",
    may: { ...workbench, ...values("renderer/canvas", "renderer/inspector", "renderer/code") },
  },
  // The places beside the editor know the host by their ports alone.
  ...["applications", "runs", "schedules", "configurations", "reports", "settings"].map(
    (room): Room => ({
      path: `renderer/screens/${room}`,
      may: { ...values("core/base", "core/model", "renderer/text", "renderer/ui"), ...types("renderer/state/ports") },
    }),
  ),
  // The place of steps writes code.
  {
    path: "renderer/screens/steps",
    may: {
      ...values("core/base", "core/model", "renderer/text", "renderer/ui", "renderer/code", "renderer/state/code"),
      ...types("renderer/state/ports"),
    },
  },
  // The place of SyncPacks shows their code.
  {
    path: "renderer/screens/syncPacks",
    may: {
      ...values("core/base", "core/model", "renderer/text", "renderer/ui", "renderer/code"),
      ...types("renderer/state/ports"),
    },
  },
  { path: "renderer/screens/transfer", may: workbench },
  { path: "renderer/screens/login", may: values("renderer/text", "renderer/ui") },
  {
    path: "renderer/app",
    may: { ...values("core/base", "core/model", "renderer"), ...types("electron/preload/DesktopBridge.ts") },
  },
  // The page itself and how it is built.
  { path: "renderer", may: values("renderer") },
  // Examples stand alone: people copy them.
  { path: "assets", may: {} },
  { path: "assets/packs", may: values("core/sdk", "core/workers/harness") },
  { path: "test", may: values("core", "electron", "renderer") },
];

/** Packages that belong to one place. */
export const packageRooms: Record<string, string[]> = {
  // A sandboxed page gets its bridge from a script of its own.
  electron: ["electron/main.ts", "electron/preload/preload.ts"],
  // The bare prototype of the benchmark writes to the same database by the same means. Tests of the store and of crashes look at the raw file. A step reads and writes the files of people.
  "better-sqlite3": [
    "core/store",
    "core/steps/sql",
    "test/bench/prototype",
    "test/kill",
    "test/store",
    "test/steps/sql",
  ],
  // The host asks for tokens, no step does.
  oauth4webapi: ["core/oauth"],
  "@xyflow/react": ["renderer/canvas"],
  "monaco-editor": ["renderer/code"],
};

/** Packages of the project that are imported by their own name. */
export const ownPackages: Record<string, string> = {
  sluice: "core/sdk/index.ts",
  "sluice/test": "core/workers/harness/index.ts",
};

export interface Exception {
  path: string;
  reason: string;
}

/** Files that may be longer than `longestFile`. The list only shrinks. */
export const longFiles: Exception[] = [
  { path: "core/client/Operations.ts", reason: "made by a generator from the description of the API" },
];
export const longestFile = 450;

/** Files of core that no test imports or reaches within its room. The list only shrinks. */
export const untested: Exception[] = [];
