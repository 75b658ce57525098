/** The parts of `oidc-provider` that tests use; the package brings no types. */
declare module "oidc-provider" {
  import type { IncomingMessage, ServerResponse } from "node:http";

  interface StoredToken {
    clientId: string;
    destroy(): Promise<void>;
  }

  interface Model {
    new (fields: object): { addOIDCScope(scope: string): void; save(): Promise<string> };
    find(value: string): Promise<StoredToken | undefined>;
  }

  export default class Provider {
    constructor(issuer: string, configuration: object);
    readonly AccessToken: Model;
    readonly ClientCredentials: Model;
    readonly Grant: Model;
    callback(): (request: IncomingMessage, reply: ServerResponse) => void;
    interactionFinished(request: IncomingMessage, reply: ServerResponse, result: object): Promise<void>;
  }
}
