// The parts of undici that HttpClient takes one by one, with the types the package gives them under its main entry.
declare module "undici/lib/dispatcher/env-http-proxy-agent.js" {
  import { EnvHttpProxyAgent } from "undici";
  export default EnvHttpProxyAgent;
}

declare module "undici/lib/interceptor/redirect.js" {
  import { interceptors } from "undici";

  const redirect: typeof interceptors.redirect;
  export default redirect;
}

declare module "undici/lib/api/api-request.js" {
  import type { Dispatcher } from "undici";

  function request(this: Dispatcher, options: Dispatcher.RequestOptions): Promise<Dispatcher.ResponseData>;
  export default request;
}
