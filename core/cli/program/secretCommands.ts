import type { Command } from "commander";
import type { Done } from "../Done.ts";
import { type CommonOptions, withCommon } from "../options.ts";

/** `sluice secret ...` */
export function addSecretCommands(program: Command, done: Done): void {
  const secret = program.command("secret").description("keep secrets that configurations share");

  withCommon(secret.command("list").description("list the names of the secrets"), ["sluice secret list"]).action(
    async (options: CommonOptions) => {
      const { secretListCommand } = await import("../commands/secret.ts");
      done(await secretListCommand(options));
    },
  );

  const set = secret
    .command("set")
    .description("set a secret; its value is read from stdin and shown nowhere again")
    .argument("<name>", "the name that configurations write as $SECRET(name)");
  withCommon(set, ["sluice secret set crm_password < password.txt"]).action(
    async (name: string, options: CommonOptions) => {
      const { secretSetCommand } = await import("../commands/secret.ts");
      done(await secretSetCommand(name, options));
    },
  );

  const deleting = secret.command("delete").description("delete a secret").argument("<name>", "the name of a secret");
  withCommon(deleting, ["sluice secret delete crm_password"]).action(async (name: string, options: CommonOptions) => {
    const { secretDeleteCommand } = await import("../commands/secret.ts");
    done(await secretDeleteCommand(name, options));
  });
}
