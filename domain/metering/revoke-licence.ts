import { changed, NotFound, type Id, type Transactions } from '../shared/index.ts';
import { assertOperator, type Viewer } from '../identity/index.ts';
import type { Licence } from './licence.ts';
import type { Licences } from './oversight-ports.ts';

/** Calls made from now on are refused; what the gateway served before is still paid when it is reported later. */
export class RevokeLicence {
  constructor(
    private readonly transactions: Transactions,
    private readonly licences: Licences,
  ) {}

  async execute(command: { viewer: Viewer; licenceId: Id }): Promise<Licence> {
    assertOperator(command.viewer);
    return this.transactions.run(async (tx) => {
      const licence = await this.licences.lock(tx, command.licenceId);
      if (!licence) throw new NotFound('The licence', ['licenceId']);
      if (licence.endedAt) return licence;
      const { userId: endedBy } = command.viewer;
      await this.licences.end(tx, licence.id, endedBy);
      return changed(licence, { endedBy, endedAt: tx.now });
    });
  }
}
