import { InvalidInput, newId, NotFound, type Id, type Transactions, type Tx } from '../shared/index.ts';
import { assertOperator, type Viewer } from '../identity/index.ts';
import type { ModelVersions } from '../models/index.ts';
import { ProbeExists } from './errors.ts';
import type { Probes } from './oversight-ports.ts';
import type { ApiKeys, Gateways } from './ports.ts';
import { assertProbedUnits, Probe, PROBE_TOLERANCE_MS, type ProbedUnits } from './probe.ts';

export interface ProbeCommand {
  readonly viewer: Viewer;
  readonly gatewayId: Id;
  readonly modelVersionId: Id;
  /** Of a plain customer whom the operator plays. */
  readonly keyId: Id;
  readonly calledAt: Date;
  readonly units: ProbedUnits;
}

/** The platform called a gateway as a customer would, and keeps what it called until the gateway must have reported it. */
export class RecordProbe {
  constructor(
    private readonly transactions: Transactions,
    private readonly probes: Probes,
    private readonly gateways: Pick<Gateways, 'byId'>,
    private readonly apiKeys: Pick<ApiKeys, 'byId'>,
    private readonly modelVersions: Pick<ModelVersions, 'byId'>,
    /** So long a gateway may take to report a call. */
    private readonly windowMs: number,
  ) {}

  /** Throws NOT_FOUND, INVALID_INPUT, PROBE_EXISTS. The same call recorded again is the first record. */
  async execute(command: ProbeCommand): Promise<Probe> {
    assertOperator(command.viewer);
    const { gatewayId, modelVersionId, keyId, calledAt } = command;
    const units = assertProbedUnits(command.units);
    const [gateway, version, key] = await Promise.all([
      this.gateways.byId(gatewayId),
      this.modelVersions.byId(modelVersionId),
      this.apiKeys.byId(keyId),
    ]);
    if (!gateway) throw new NotFound('The gateway', ['gatewayId']);
    if (!version) throw new NotFound('The model version', ['modelVersionId']);
    if (!key) throw new NotFound('The API key', ['keyId']);
    const { customerId } = key;
    return this.transactions.run(async (tx) => {
      this.assertTime(tx, calledAt);
      const called = { gatewayId, modelVersionId, customerId, keyId, calledAt, units };
      const recorded = { recordedBy: command.viewer.userId, recordedAt: tx.now };
      const sealed = { state: 'sealed', checkedAt: null, inboxId: null } as const;
      const probe = new Probe({ id: newId(), ...called, ...recorded, ...sealed });
      if (await this.probes.insert(tx, probe)) return probe;
      const earlier = await this.probes.same(tx, probe);
      if (earlier?.units.queries !== units.queries) throw new ProbeExists();
      return earlier;
    });
  }

  /** Once the window is over it would be judged at once, by who records it and knows what was reported. */
  private assertTime({ now }: Tx, calledAt: Date): void {
    const ageMs = now.getTime() - calledAt.getTime();
    if (ageMs < -PROBE_TOLERANCE_MS) throw new InvalidInput(['calledAt'], 'The call is in the future. Set your clock.');
    if (ageMs >= this.windowMs) {
      throw new InvalidInput(['calledAt'], 'The call is too old: its gateway had to report it by now.');
    }
  }
}
