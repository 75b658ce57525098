import type { Command } from "commander";
import type { LoginOptions } from "../commands/connectionLogin.ts";
import type { Done } from "../Done.ts";
import { type CommonOptions, withCommon } from "../options.ts";

/** `sluice connection ...` */
export function addConnectionCommands(program: Command, done: Done): void {
  const connection = program.command("connection").description("list and try connections to other systems");

  withCommon(connection.command("list").description("list the connections"), ["sluice connection list"]).action(
    async (options: CommonOptions) => {
      const { connectionListCommand } = await import("../commands/connection.ts");
      done(await connectionListCommand(options));
    },
  );

  const test = connection
    .command("test")
    .description("try a connection and say what it found, or what failed")
    .argument("<name>", "the name of a connection");
  withCommon(test, ["sluice connection test erp"]).action(async (name: string, options: CommonOptions) => {
    const { connectionTestCommand } = await import("../commands/connection.ts");
    done(await connectionTestCommand(name, options));
  });

  const login = connection
    .command("login")
    .description("sign in for a connection of the kind oauth2, in the browser")
    .argument("<name>", "the name of a connection")
    .option("--no-browser", "only print the address to open");
  withCommon(login, ["sluice connection login crm"]).action(async (name: string, options: LoginOptions) => {
    const { connectionLoginCommand } = await import("../commands/connectionLogin.ts");
    done(await connectionLoginCommand(name, options));
  });
}
