import { DomainError } from '../shared/index.ts';

export class HandleTaken extends DomainError<'HANDLE_TAKEN'> {
  readonly code = 'HANDLE_TAKEN';
  constructor() {
    super('This handle is taken. Choose another.', { field: ['handle'] });
  }
}

export class KeyInvalid extends DomainError<'KEY_INVALID'> {
  readonly code = 'KEY_INVALID';
  constructor(field: readonly string[] = ['publicKey']) {
    super('The key must be a public JWK: Ed25519 (kty OKP) or P-256 (kty EC), without its private part.', { field });
  }
}

export class KeyTaken extends DomainError<'KEY_TAKEN'> {
  readonly code = 'KEY_TAKEN';
  constructor() {
    super('This key is, or once was, registered. Make a new key pair.', { field: ['publicKey'] });
  }
}

export class KeyUnknown extends DomainError<'KEY_UNKNOWN'> {
  readonly code = 'KEY_UNKNOWN';
  constructor() {
    super('No account signs in with this key. Use another key, or sign up with this one.', { field: ['keyId'] });
  }
}

export class KeyRevoked extends DomainError<'KEY_REVOKED'> {
  readonly code = 'KEY_REVOKED';
  constructor() {
    super('This key was revoked. Sign in with another key, or recover the account.', { field: ['keyId'] });
  }
}

export class KeyLimitReached extends DomainError<'KEY_LIMIT_REACHED'> {
  readonly code = 'KEY_LIMIT_REACHED';
  constructor(limit: number) {
    super(`An account has at most ${limit} keys. Revoke one first.`, { field: ['publicKey'], details: { limit } });
  }
}

export class LastKey extends DomainError<'LAST_KEY'> {
  readonly code = 'LAST_KEY';
  constructor() {
    super('This is the last key and no recovery code is left. Add another key, or make new recovery codes, first.', {
      field: ['keyId'],
    });
  }
}

export class ProofInvalid extends DomainError<'PROOF_INVALID'> {
  readonly code = 'PROOF_INVALID';
  constructor() {
    super("The proof is not this key's signature over the challenge for this act. Sign the challenge again.", {
      field: ['proof'],
    });
  }
}

export class ChallengeUnknown extends DomainError<'CHALLENGE_UNKNOWN'> {
  readonly code = 'CHALLENGE_UNKNOWN';
  constructor() {
    super('The challenge is unknown, used or expired. Request a new one and sign that.', { field: ['proof'] });
  }
}

export class InstanceClaimed extends DomainError<'INSTANCE_CLAIMED'> {
  readonly code = 'INSTANCE_CLAIMED';
  constructor() {
    super('This instance has an operator already. Ask an operator to appoint you.', { field: ['setupToken'] });
  }
}

export class SetupTokenWrong extends DomainError<'SETUP_TOKEN_WRONG'> {
  readonly code = 'SETUP_TOKEN_WRONG';
  constructor() {
    super('The setup token is wrong. It is in the file that the server named when it started.', {
      field: ['setupToken'],
    });
  }
}

export class PersonAlreadyProved extends DomainError<'PERSON_ALREADY_PROVED'> {
  readonly code = 'PERSON_ALREADY_PROVED';
  constructor() {
    super('This account is bound to another person. A binding is never changed.', { field: ['userId'] });
  }
}

/** The same answer for an unknown sender, a wrong signature and an old timestamp, so that nothing can be probed. */
export class SignatureInvalid extends DomainError<'WEBHOOK_SIGNATURE_INVALID'> {
  readonly code = 'WEBHOOK_SIGNATURE_INVALID';
  constructor() {
    super(
      'The signature is not valid. Sign id.timestamp.body with a current secret of this sender, and send within 5 minutes.',
    );
  }
}

export class PersonClaimMissing extends DomainError<'PERSON_CLAIM_MISSING'> {
  readonly code = 'PERSON_CLAIM_MISSING';
  constructor() {
    super('The issuer says nothing about the person in this token. Ask for the scope that carries that claim.', {
      field: ['issuerToken'],
    });
  }
}
