import type ssh2 from "ssh2";
import type { SshSettings } from "./sshSettings.ts";

/** How a user shows who they are: in which order, and what to say when nothing of it is enough. */
export interface Login {
  options: Pick<ssh2.ConnectConfig, "authHandler">;
  agentFailed(reason: string): void;
  /** A sentence without secrets. */
  refusal(): string;
}

/** The key first, then those of the agent, then the password, each only if the server takes such. */
export function createLogin({ user, password, privateKey, agent }: SshSettings): Login {
  const username = user;
  const ways: { method: string; name: string; attempt: ssh2.AnyAuthMethod }[] = [];
  if (privateKey !== undefined) {
    // The library takes a key that is read already.
    const key = privateKey as unknown as string;
    ways.push({ method: "publickey", name: "private_key", attempt: { type: "publickey", username, key } });
  }
  if (agent !== undefined)
    ways.push({ method: "publickey", name: "agent", attempt: { type: "agent", username, agent } });
  if (password !== undefined) {
    ways.push({ method: "password", name: "password", attempt: { type: "password", username, password } });
    // What is asked for openly is no password.
    const prompt: ssh2.KeyboardInteractiveAuthMethod["prompt"] = (_name, _instructions, _language, prompts, finish) =>
      finish(prompts.map(({ echo }) => (echo ? "" : password)));
    const attempt = { type: "keyboard-interactive", username, prompt } as const;
    ways.push({ method: "keyboard-interactive", name: "password", attempt });
  }
  const open = [...ways];
  const tried = new Set<string>();
  let taken: readonly string[] | undefined;
  let agentFault: string | undefined;
  return {
    options: {
      authHandler: (left, _partial, next) => {
        // The first answer of a server is what it takes.
        if (left === null) return next({ type: "none", username });
        taken ??= left;
        // What does not fit now may be asked for after another one.
        const at = open.findIndex(({ method }) => left.includes(method as ssh2.AuthenticationType));
        const [way] = at < 0 ? [] : open.splice(at, 1);
        if (way !== undefined) {
          tried.add(way.name);
          return next(way.attempt);
        }
        return next(false as unknown as ssh2.AuthenticationType);
      },
    },
    agentFailed: (reason) => {
      agentFault = `; the agent: ${reason}`;
    },
    refusal: () => {
      const how = tried.size === 0 ? "nothing of the connection" : [...tried].map((name) => `"${name}"`).join(" and ");
      return `the server does not let in "${user}" with ${how}; it takes ${(taken ?? []).join(", ")}${agentFault ?? ""}`;
    },
  };
}
