import type { Command } from "commander";
import type { TokenCreateOptions } from "../commands/token.ts";
import type { Done } from "../Done.ts";
import { type CommonOptions, withCommon } from "../options.ts";

/** `sluice token ...` */
export function addAccessCommands(program: Command, done: Done): void {
  const token = program.command("token").description("let programs ask the API: each token has a name and a role");

  const create = token
    .command("create")
    .description("make a token; it is printed once and shown nowhere again")
    .argument("<name>", "what the token is for")
    .option("--role <role>", "viewer, operator, developer or administrator", "operator");
  withCommon(create, ["sluice token create ci --role operator > ci.token"]).action(
    async (name: string, options: TokenCreateOptions) => {
      const { tokenCreateCommand } = await import("../commands/token.ts");
      done(await tokenCreateCommand(name, options));
    },
  );

  withCommon(token.command("list").description("list the tokens, without their values"), ["sluice token list"]).action(
    async (options: CommonOptions) => {
      const { tokenListCommand } = await import("../commands/token.ts");
      done(await tokenListCommand(options));
    },
  );

  const revoke = token.command("revoke").description("end a token").argument("<name>", "the name of a token");
  withCommon(revoke, ["sluice token revoke ci"]).action(async (name: string, options: CommonOptions) => {
    const { tokenRevokeCommand } = await import("../commands/token.ts");
    done(await tokenRevokeCommand(name, options));
  });
}
