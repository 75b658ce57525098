import type { PackageSource } from "../ports/PackArchives.ts";

/** What a person asks for. */
export type PackWork = "activate" | "install";

/** The parts of it, each a step of its run. */
export type PackPhase = "verify" | "unpack" | "build" | "require" | "describe" | "register";

/** In their order. Only the scripts of npm packages that are allowed, and in `describe` classes without rights, run anything of a pack. */
export const phasesOf: Readonly<Record<PackWork, readonly PackPhase[]>> = {
  activate: ["verify", "unpack", "build"],
  install: ["require", "describe", "register"],
};

/** What the steps are called. */
export const phaseNames: Readonly<Record<PackPhase, string>> = {
  verify: "Verify the archive",
  unpack: "Unpack it",
  build: "Build its environment",
  require: "Look for what it requires",
  describe: "Check its step classes",
  register: "Register its content",
};

/** One archive of one version of a pack, and how it is to come in: what somebody has agreed to, and nothing else. */
export interface PackTarget {
  name: string;
  version: string;
  /** sha256 of the archive. */
  hash: string;
  source: PackageSource;
}
