import type { Command } from "commander";
import type { TokenCreateOptions } from "../commands/token.ts";
import type { UserAddOptions, UserTotpOptions } from "../commands/user.ts";
import type { Done } from "../Done.ts";
import { type CommonOptions, withCommon } from "../options.ts";

/** `sluice token ...` and `sluice user ...` */
export function addAccessCommands(program: Command, done: Done): void {
  addTokenCommands(program, done);
  addUserCommands(program, done);
}

function addTokenCommands(program: Command, done: Done): void {
  const token = program.command("token").description("let programs ask the API: each token has a name and a role");

  const create = token
    .command("create")
    .description("make a token; it is printed once and shown nowhere again")
    .argument("<name>", "what the token is for")
    .option("--role <role>", "viewer, operator, developer or administrator", "operator")
    .option("--user <name>", "whose it is: with the drafts and settings of that user, and never more rights");
  withCommon(create, [
    "sluice token create ci --role operator > ci.token",
    "sluice token create laptop --user ann --role developer",
  ]).action(async (name: string, options: TokenCreateOptions) => {
    const { tokenCreateCommand } = await import("../commands/token.ts");
    done(await tokenCreateCommand(name, options));
  });

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

function addUserCommands(program: Command, done: Done): void {
  const user = program.command("user").description("let people log in: each user has a name, a role and a password");

  const add = user
    .command("add")
    .description("add a user; the password is read from stdin or asked for")
    .argument("<name>", "the name to log in with")
    .option("--role <role>", "viewer, operator, developer or administrator", "viewer")
    .option("--no-password", "without a password: the user cannot log in yet");
  withCommon(add, ["sluice user add ann --role developer", "sluice user add ann < password.txt"]).action(
    async (name: string, options: UserAddOptions) => {
      const { userAddCommand } = await import("../commands/user.ts");
      done(await userAddCommand(name, options));
    },
  );

  withCommon(user.command("list").description("list the users"), ["sluice user list"]).action(
    async (options: CommonOptions) => {
      const { userListCommand } = await import("../commands/user.ts");
      done(await userListCommand(options));
    },
  );

  const role = user
    .command("role")
    .description("give a user another role")
    .argument("<name>", "the name of a user")
    .argument("<role>", "viewer, operator, developer or administrator");
  withCommon(role, ["sluice user role ann operator"]).action(
    async (name: string, given: string, options: CommonOptions) => {
      const { userRoleCommand } = await import("../commands/user.ts");
      done(await userRoleCommand(name, given, options));
    },
  );

  const password = user
    .command("password")
    .description("set a password, read from stdin or asked for; ends the sessions of the user")
    .argument("<name>", "the name of a user");
  withCommon(password, ["sluice user password ann", "sluice user password ann < password.txt"]).action(
    async (name: string, options: CommonOptions) => {
      const { userPasswordCommand } = await import("../commands/user.ts");
      done(await userPasswordCommand(name, options));
    },
  );

  const remove = user
    .command("remove")
    .description("remove a user and end its sessions")
    .argument("<name>", "the name of a user");
  withCommon(remove, ["sluice user remove ann"]).action(async (name: string, options: CommonOptions) => {
    const { userRemoveCommand } = await import("../commands/user.ts");
    done(await userRemoveCommand(name, options));
  });

  const totp = user
    .command("totp")
    .description("give a user a second factor: shows the secret for an authenticator app, then takes its first code")
    .argument("<name>", "the name of a user")
    .option("--code <code>", "the first code of the app; prints the recovery codes")
    .option("--remove", "remove the second factor");
  withCommon(totp, ["sluice user totp ann", "sluice user totp ann --code 123456"]).action(
    async (name: string, options: UserTotpOptions) => {
      const { userTotpCommand } = await import("../commands/user.ts");
      done(await userTotpCommand(name, options));
    },
  );
}
