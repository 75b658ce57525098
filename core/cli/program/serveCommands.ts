import type { Command } from "commander";
import type { OpenOptions } from "../commands/open.ts";
import type { ServeCommandOptions } from "../commands/serve.ts";
import type { Done } from "../Done.ts";
import { collect, withLocal } from "../options.ts";

/** The command that answers, and the one that shows it. */
export function addServeCommands(program: Command, done: Done): void {
  const serve = program
    .command("serve")
    .description("own the data folder and answer: the API, its events and its documentation")
    .option("--host <address>", "the address to listen on", "127.0.0.1")
    .option("--port <n>", "the port to listen on; 0 takes a free one", "4870")
    .option("--socket <path>", "the local socket to listen on as well (default: one for the data folder)")
    .option("--allow-host <name>", "a further host name that requests may name; repeatable", collect)
    .option("--allow-origin <url>", "pages of this origin may ask with a token; repeatable", collect)
    .option("--tls-cert <file>", "a certificate in PEM, with --tls-key: then the address is https")
    .option("--tls-key <file>", "the key of the certificate in PEM")
    .option("--no-tcp", "listen on the local socket only")
    .option("--open", "show the editor in the browser; joins the host that already runs on the data folder")
    .option("--hold", "take up no unfinished run, fire no schedule, delete no expired run")
    .option("--steps <folder>", "add the step classes in a folder; repeatable", collect);
  withLocal(serve, {
    reason: "It is the host; --host and --port say where it answers.",
    examples: [
      "sluice serve",
      "sluice serve --port 8080 --data-dir ./data",
      "sluice serve --no-tcp --hold",
      "sluice serve --host 0.0.0.0 --allow-host flows.example.org --tls-cert cert.pem --tls-key key.pem",
    ],
  }).action(async (options: ServeCommandOptions) => {
    const { serveCommand } = await import("../commands/serve.ts");
    done(await serveCommand(options));
  });

  const open = program
    .command("open")
    .description("open the editor of the running host in the browser, logged in")
    .option("--no-browser", "only print the link, which is good once and for a minute");
  withLocal(open, {
    reason: "Open the address of another host in the browser and log in there.",
    examples: ["sluice open", "sluice open --no-browser"],
  }).action(async (options: OpenOptions) => {
    const { openCommand } = await import("../commands/open.ts");
    done(await openCommand(options));
  });
}
