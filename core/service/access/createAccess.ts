import type { ServicePorts } from "../ServicePorts.ts";
import { LoginService } from "./LoginService.ts";
import { OpenCodeService } from "./OpenCodeService.ts";
import { SecondFactorService } from "./SecondFactorService.ts";
import { SessionService } from "./SessionService.ts";
import { UserService } from "./UserService.ts";

type AccessPorts = Pick<
  ServicePorts,
  "users" | "sessions" | "tokens" | "vault" | "passwords" | "oneTimeCodes" | "digests" | "random" | "clock"
>;

/** Users, and how they log in. */
export interface AccessServices {
  users: UserService;
  secondFactors: SecondFactorService;
  logins: LoginService;
  sessions: SessionService;
  openCodes: OpenCodeService;
}

export function createAccess(ports: AccessPorts): AccessServices {
  const users = new UserService(ports);
  const secondFactors = new SecondFactorService(ports, users);
  return {
    users,
    secondFactors,
    logins: new LoginService(ports, secondFactors),
    sessions: new SessionService(ports),
    openCodes: new OpenCodeService(ports),
  };
}
