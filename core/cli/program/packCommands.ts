import type { Command } from "commander";
import type { PackBuildOptions } from "../commands/packBuild.ts";
import type { PackNewOptions } from "../commands/packNew.ts";
import type { PackOptions } from "../commands/packStore.ts";
import type { PackTestOptions } from "../commands/packTest.ts";
import type { PackUpgradeOptions } from "../commands/packUpgrade.ts";
import type { PackWorkOptions } from "../commands/packWork.ts";
import type { Done } from "../Done.ts";
import { withCommon, withLocal } from "../options.ts";
import type { ClientWish } from "../withClient.ts";

const reason = "It works on files of this computer.";

/** `sluice pack ...` */
export function addPackCommands(program: Command, done: Done): void {
  const pack = program.command("pack").description("write, build and install SyncPacks");

  const create = pack
    .command("new")
    .description("write a SyncPack to begin with: a step, an application, meta.json")
    .argument("<name>", "the name of the pack and of its folder")
    .option("--dir <folder>", "where to write it", ".");
  withLocal(create, { reason, examples: ["sluice pack new my_pack", "sluice pack new my_pack --dir packs"] }).action(
    async (name: string, options: PackNewOptions) => {
      const { packNewCommand } = await import("../commands/packNew.ts");
      done(await packNewCommand(name, options));
    },
  );

  const test = pack
    .command("test")
    .description("run the tests of a SyncPack: its *.test.ts files")
    .argument("<folder>", "the folder with meta.json")
    .option(parent[0], parent[1]);
  withLocal(test, { reason, examples: ["sluice pack test my_pack", "sluice pack test assets/packs/sample"] }).action(
    async (folder: string, options: PackTestOptions) => {
      const { packTestCommand } = await import("../commands/packTest.ts");
      done(await packTestCommand(folder, options));
    },
  );

  const build = pack
    .command("build")
    .description("check the folder of a SyncPack and pack it with its npm packages into one .tgz")
    .argument("<folder>", "the folder with meta.json")
    .option("--out <folder>", "where to write the archive", ".")
    .option("--external <name...>", "npm packages to install beside it at activation, such as native ones")
    .option(parent[0], parent[1]);
  withLocal(build, {
    reason,
    examples: ["sluice pack build my_pack --out dist", "sluice pack build . --parent ../other_pack --json"],
  }).action(async (folder: string, options: PackBuildOptions) => {
    const { packBuildCommand } = await import("../commands/packBuild.ts");
    done(await packBuildCommand(folder, options));
  });

  addStoredPackCommands(pack, done);
  addKeyCommands(pack, done);
}

const parent = ["--parent <path...>", "folder or .tgz of another SyncPack whose steps it extends"] as const;
const version = ["--version <version>", "one version; default: the newest"] as const;
const agreed = ["--yes", "do it without asking further"] as const;

function addStoredPackCommands(pack: Command, done: Done): void {
  const upload = pack
    .command("upload")
    .description("bring the archive of a SyncPack into Sluice; runs nothing of it")
    .argument("<file>", "the .tgz that pack build made")
    .option("--force", "also in place of another archive of its version that is not installed")
    .option("--signature <file>", "its signature by minisign (default: FILE.minisig, if it is there)");
  withCommon(upload, [
    "sluice pack upload dist/my_pack-0.1.0.tgz",
    "sluice pack upload my.tgz --signature my.minisig",
  ]).action(async (file: string, options: PackOptions) => done(await (await load()).packUploadCommand(file, options)));

  const activate = pack
    .command("activate")
    .description("say what a SyncPack holds and needs, then unpack it into its own environment")
    .argument("<name>", "the name of an uploaded pack")
    .option(version[0], version[1])
    .option("--packages <folder>", "folder of tarballs for the npm packages beside it (default: npm's registry)")
    .option("--allow-scripts <name...>", "npm packages whose scripts for their installation may run")
    .option(agreed[0], agreed[1]);
  withCommon(activate, [
    "sluice pack activate my_pack",
    "sluice pack activate my_pack --packages tarballs --yes",
  ]).action(async (name: string, options: PackWorkOptions) =>
    done(await (await loadWork()).packActivateCommand(name, options)),
  );

  const install = pack
    .command("install")
    .description("register the steps, applications and configurations of an activated SyncPack")
    .argument("<name>", "the name of an activated pack")
    .option(version[0], version[1])
    .option(agreed[0], agreed[1]);
  withCommon(install, ["sluice pack install my_pack", "sluice pack install my_pack --version 1.2.0"]).action(
    async (name: string, options: PackWorkOptions) => done(await (await loadWork()).packInstallCommand(name, options)),
  );

  const list = pack
    .command("list")
    .description("list the SyncPacks, each version")
    .option("--installed", "only those that are installed")
    .option("--activated", "only those that are activated");
  withCommon(list, ["sluice pack list", "sluice pack list --installed --json"]).action(
    async (options: PackOptions & { installed?: boolean; activated?: boolean }) =>
      done(await (await load()).packListCommand(options)),
  );

  const show = pack
    .command("show")
    .description("show what a SyncPack holds and needs, and what uses it")
    .argument("<name>", "the name of a pack")
    .option(version[0], version[1]);
  withCommon(show, ["sluice pack show base_steps_syncpack", "sluice pack show my_pack --version 1.2.0 --json"]).action(
    async (name: string, options: PackOptions) => done(await (await load()).packShowCommand(name, options)),
  );

  const remove = pack
    .command("remove")
    .description("remove a SyncPack, or one version of it; refused while something uses it")
    .argument("<name>", "the name of a pack")
    .option("--version <version>", "one version; default: all")
    .option("--force", "although something uses it")
    .option(agreed[0], agreed[1]);
  withCommon(remove, ["sluice pack remove my_pack --yes", "sluice pack remove my_pack --version 1.1.0 --yes"]).action(
    async (name: string, options: PackOptions) => done(await (await load()).packRemoveCommand(name, options)),
  );

  const upgrade = pack
    .command("upgrade-apps")
    .description("publish applications with another version of a SyncPack; until then they keep theirs")
    .argument("<name>", "the name of an installed pack")
    .option("--version <version>", "the version to move to; default: the newest that is installed")
    .option("--app <application...>", "only these applications; default: all that use the pack")
    .option(agreed[0], agreed[1]);
  withCommon(upgrade, [
    "sluice pack upgrade-apps my_pack",
    "sluice pack upgrade-apps my_pack --version 1.2.0 --app nightly_sync --yes",
  ]).action(async (name: string, options: PackUpgradeOptions) => {
    const { packUpgradeCommand } = await import("../commands/packUpgrade.ts");
    done(await packUpgradeCommand(name, options));
  });

  const license = pack
    .command("license-report")
    .description("list the npm packages in a SyncPack with their licences")
    .argument("<name>", "the name of a pack")
    .option(version[0], version[1]);
  withCommon(license, ["sluice pack license-report my_pack", "sluice pack license-report my_pack --json"]).action(
    async (name: string, options: PackOptions) => done(await (await load()).packLicenseCommand(name, options)),
  );
}

/** `sluice pack key ...` */
function addKeyCommands(pack: Command, done: Done): void {
  const key = pack.command("key").description("the keys that are trusted to sign SyncPacks");
  const load = () => import("../commands/packKey.ts");

  const add = key
    .command("add")
    .description("trust a public key of minisign")
    .argument("<name>", "whose it is")
    .argument("<key>", "the key, or the .pub file that has it");
  withCommon(add, ["sluice pack key add Ada ada.pub", "sluice pack key add Ada RWQf6LRCGA9i53mlYecO4Iz..."]).action(
    async (name: string, text: string, options: ClientWish) =>
      done(await (await load()).packKeyAddCommand({ name, key: text }, options)),
  );

  const list = key.command("list").description("list the keys that are trusted");
  withCommon(list, ["sluice pack key list", "sluice pack key list --json"]).action(async (options: ClientWish) =>
    done(await (await load()).packKeyListCommand(options)),
  );

  const remove = key.command("remove").description("trust a key no longer").argument("<name>", "whose it is");
  withCommon(remove, ["sluice pack key remove Ada"]).action(async (name: string, options: ClientWish) =>
    done(await (await load()).packKeyRemoveCommand(name, options)),
  );
}

const load = () => import("../commands/packStore.ts");
const loadWork = () => import("../commands/packWork.ts");
