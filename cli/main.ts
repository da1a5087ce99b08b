import { Command } from 'commander';
import { accountCommands } from './commands/accounts.ts';
import { auditCommand } from './commands/audit.ts';
import { billingCommands } from './commands/billing.ts';
import { actCommands } from './commands/acts.ts';
import { caseCommands } from './commands/cases.ts';
import { delegationCommands } from './commands/delegations.ts';
import { earningsCommand } from './commands/earnings.ts';
import { gatewayCommands } from './commands/gateways.ts';
import { mandateCommands } from './commands/mandates.ts';
import { moneyCommands } from './commands/money.ts';
import { noticeCommands } from './commands/notices.ts';
import { payoutCommands } from './commands/payouts.ts';
import { guardianCommands } from './commands/guardians.ts';
import { modelCommands } from './commands/models.ts';
import { repriceCommands } from './commands/reprice.ts';
import { treasuryCommands } from './commands/treasury.ts';
import { poolCommands } from './commands/pools.ts';
import { recountCommands } from './commands/recount.ts';
import { reserveCommands } from './commands/reserve.ts';
import { proposalCommands } from './commands/proposals.ts';
import { priceCommand } from './commands/price.ts';
import { probeCommand } from './commands/probe.ts';
import { strikeCommands } from './commands/strikes.ts';
import { statementCommand } from './commands/statement.ts';
import { uploadCommand } from './commands/upload.ts';
import { watchCommand } from './commands/watch.ts';
import { whyCommands } from './commands/why.ts';
import { EXIT_USAGE } from './faults.ts';

// Whoever reads the output may stop early, as `head` does; then there is nobody left to tell.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const program = new Command('commonpool')
  .description('Own together the models trained on your data. Start with `commonpool sign-up <handle>`.')
  .exitOverride((stop) => process.exit(stop.exitCode === 0 ? 0 : EXIT_USAGE))
  .showHelpAfterError('Run it with --help to see how it is called.');

accountCommands(program);
uploadCommand(program);
poolCommands(program);
proposalCommands(program);
guardianCommands(program);
strikeCommands(program);
modelCommands(program);
treasuryCommands(program);
repriceCommands(program);
reserveCommands(program);
recountCommands(program);
delegationCommands(program);
earningsCommand(program);
moneyCommands(program);
auditCommand(program);
billingCommands(program);
noticeCommands(program);
payoutCommands(program);
caseCommands(program);
gatewayCommands(program);
probeCommand(program);
statementCommand(program);
priceCommand(program);
whyCommands(program);
actCommands(program);
mandateCommands(program);
watchCommand(program);
await program.parseAsync();
