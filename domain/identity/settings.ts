/** What the operator decides. All durations in milliseconds. */
export interface IdentitySettings {
  /** The public address: `iss` and `aud` of access tokens, and the instance that every signature names. */
  readonly instance: string;
  readonly challengeMs: number;
  readonly accessTokenMs: number;
  /** A session ends when it was not refreshed for so long. */
  readonly sessionMs: number;
  readonly recoveryDelayMs: number;
  /** How far ahead a statement's expiry may be. */
  readonly statementHorizonMs: number;
  /** How old an external issuer's token may be when it adds the first key. */
  readonly freshTokenMs: number;
  /** From configuration; null: made at the first start. */
  readonly setupToken: string | null;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export function defaultSettings(instance: string): IdentitySettings {
  return {
    instance,
    challengeMs: 2 * MINUTE,
    accessTokenMs: 10 * MINUTE,
    sessionMs: 30 * DAY,
    recoveryDelayMs: 3 * DAY,
    statementHorizonMs: DAY,
    freshTokenMs: 5 * MINUTE,
    setupToken: null,
  };
}

/** An external OIDC issuer whose tokens are accepted. */
export interface TrustedIssuer {
  /** Exactly the `iss` of its tokens. */
  readonly issuer: string;
  /** What `aud` must name: this instance, as the issuer knows it. */
  readonly audience: string;
  /** Where its keys are; null: as its discovery document says. */
  readonly jwksUri: string | null;
  /** The claim that tells persons apart, such as a membership number; null: this issuer proves nobody. */
  readonly personClaim: string | null;
  /** Issuers that hand out the same numbers share a scheme; null: a scheme of its own. */
  readonly personScheme: string | null;
}
