import type { OneTimeCodes } from "../service/ports/OneTimeCodes.ts";

const issuer = "Sluice";
/** A clock may be half a minute wrong; a person may take as long to type. */
const toleranceSeconds = 30;

export function createOneTimeCodes(): OneTimeCodes {
  return {
    async createSecret() {
      const { generateSecret } = await load();
      return generateSecret();
    },
    async addressOf(secret, user) {
      const { generateURI } = await load();
      return generateURI({ issuer, label: user, secret });
    },
    async findStep(secret, { code, now }) {
      if (!/^\d{6}$/.test(code)) return undefined;
      const { verify } = await load();
      const epoch = Math.floor(now / 1000);
      const result = await verify({ secret, token: code, epoch, epochTolerance: toleranceSeconds });
      return result.valid && "timeStep" in result ? result.timeStep : undefined;
    },
  };
}

/** Loaded when it is needed: most commands never are. */
function load() {
  return import("otplib");
}
