import type { Emitter } from "../../base/Emitter.ts";
import type { ServicePorts } from "../ServicePorts.ts";

type Ports = Pick<ServicePorts, "tokens" | "users" | "sessions">;

/** The same ports; whoever listens hears, after it is on disk, that somebody may do less or nothing any more. */
export function withAccessEvents<P extends Ports>(ports: P, changes: Emitter<void>): P {
  const { tokens, users, sessions } = ports;
  const told = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work;
    changes.emit();
    return result;
  };
  return {
    ...ports,
    tokens: { ...tokens, delete: (name) => told(tokens.delete(name)) },
    users: {
      ...users,
      setRole: (name, role) => told(users.setRole(name, role)),
      setPassword: (name, change) => told(users.setPassword(name, change)),
      delete: (name) => told(users.delete(name)),
    },
    sessions: { ...sessions, delete: (digest) => told(sessions.delete(digest)) },
  };
}
