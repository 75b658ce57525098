// What `npm test` runs, in this order, each suite on its own. Paths are files or folders with vitest tests.

/** The worlds of TypeScript: one project file each, with what it may use. */
export const worlds = [
  "core/tsconfig.portable.json",
  "core/tsconfig.json",
  "renderer",
  "electron",
  "test",
  "test/tsconfig.browser.json",
];

export const suites = [
  { name: "documents and templates", folders: ["test/support", "test/base", "test/model", "test/template"] },
  { name: "engine", folders: ["test/engine"] },
  { name: "data and sdk", folders: ["test/crypto", "test/data", "test/sdk"] },
  { name: "workers", folders: ["test/workers"] },
  { name: "packs", folders: ["test/packs"] },
  { name: "store", folders: ["test/store"] },
  { name: "services", folders: ["test/service", "test/oauth"] },
  { name: "api", folders: ["test/api", "test/client"] },
  { name: "steps", folders: ["test/steps"] },
  { name: "cases", folders: ["test/conformance"] },
  { name: "editor", folders: ["test/renderer"] },
  { name: "desktop", folders: ["test/electron"] },
  { name: "package", folders: ["test/package", "test/pictures"] },
  { name: "secrets and recovery", folders: ["test/secrets", "test/recovery"] },
  { name: "command line", folders: ["test/cli"] },
  { name: "judges of kill test and benches", folders: ["test/kill", "test/bench", "test/bench-ui"] },
];
