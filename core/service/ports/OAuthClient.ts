/** How tokens of an OAuth 2.0 server are asked for. */
export interface OAuthSettings {
  /** Of the connection, for messages. */
  name: string;
  grant: "client_credentials" | "authorization_code";
  /** The server, which says itself where it is asked for what. */
  issuer: string | undefined;
  /** Where it is asked, for servers that do not say. */
  tokenUrl: string | undefined;
  authorizationUrl: string | undefined;
  clientId: string;
  clientSecret: string | undefined;
  /** How the client shows its secret; undefined = as the server says it likes. */
  clientAuthentication: "basic" | "post" | undefined;
  /** Names with spaces between. */
  scope: string | undefined;
  audience: string | undefined;
  resource: string | undefined;
  /** What the address of a sign-in has besides, as a query: `prompt=consent`. */
  signInParameters: string | undefined;
  /** Where the browser comes back to, on this computer; undefined = any free port. */
  redirectUrl: string | undefined;
  /** Certificates in PEM that are trusted besides those of the system. */
  certificateAuthority: string | undefined;
}

/** What the server gave. */
export interface TokenGrant {
  token: string;
  /** Seconds. */
  expiresIn: number | undefined;
  /** undefined = the one that was used goes on. */
  refreshToken: string | undefined;
}

/**
 * Asks OAuth 2.0 servers. Each call ends within half a minute and rejects with `sign_in_needed` when the server takes the grant
 * or the refresh token no more, else with `token_failed`; no message holds a secret or an answer of the server but its codes.
 */
export interface OAuthClient {
  /** By client credentials. */
  requestToken(settings: OAuthSettings): Promise<TokenGrant>;
  refresh(settings: OAuthSettings, refreshToken: string): Promise<TokenGrant>;
  /** What a person opens to sign in. */
  begin(settings: OAuthSettings, redirectUrl: string): Promise<BegunSignIn>;
  /** Trades what the browser brought back; rejects also when the person or the server refused. */
  finish(settings: OAuthSettings, arrived: ArrivedSignIn): Promise<TokenGrant>;
}

/** A sign-in that waits for its browser (RFC 6749, section 4.1; RFC 7636). */
export interface BegunSignIn {
  /** For a browser. */
  address: string;
  /** Who brings it back is the browser that was sent out. */
  state: string;
  /** Proves to the server that who trades is who began. */
  verifier: string;
}

export interface ArrivedSignIn extends BegunSignIn {
  redirectUrl: string;
  /** The query that the browser came back with. */
  query: string;
}

/** Where browsers come back to after a sign-in: an address of this computer (RFC 8252, section 7.3). */
export interface SignInDoors {
  /**
   * Listens at an address, or at any free port. `arrive` gets each query that a browser brings and says what its page shows.
   * Rejects with `wrong_use` for an address of another computer and with `address_in_use`.
   */
  open(
    redirectUrl: string | undefined,
    arrive: (query: string) => Promise<string>,
  ): Promise<{ redirectUrl: string; close(): Promise<void> }>;
}
