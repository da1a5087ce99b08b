import type { Tx } from '../shared/index.ts';
import { CHALLENGE_TYPE, challengeHash, challengeIn, type ChallengeAction } from './challenge.ts';
import { ChallengeUnknown, ProofInvalid } from './errors.ts';
import type { PublicKey } from './member-key.ts';
import type { Challenges, Signatures } from './ports.ts';
import type { IdentitySettings } from './settings.ts';

export interface KeyProof {
  readonly jws: string;
  readonly key: PublicKey;
  readonly action: ChallengeAction;
}

/**
 * That whoever is calling holds the private key, now and for this act. The challenge is taken in the caller's
 * transaction: an act that is refused later gives it back, an act that commits has spent it.
 */
export class VerifyProof {
  constructor(
    private readonly settings: Pick<IdentitySettings, 'instance'>,
    private readonly signatures: Signatures,
    private readonly challenges: Challenges,
  ) {}

  /** ProofInvalid, ChallengeUnknown. */
  async execute(tx: Tx, proof: KeyProof): Promise<void> {
    const message = this.signatures.peek(proof.jws);
    if (message === null || message.type !== CHALLENGE_TYPE) throw new ProofInvalid();
    if (message.kid !== proof.key.thumbprint || message.algorithm !== proof.key.algorithm) throw new ProofInvalid();
    if (!(await this.signatures.verify(proof.jws, proof.key))) throw new ProofInvalid();
    const challenge = challengeIn(message.payload, this.settings.instance, proof.action);
    if (challenge === null) throw new ProofInvalid();
    if (!(await this.challenges.take(tx, challengeHash(challenge)))) throw new ChallengeUnknown();
  }
}
