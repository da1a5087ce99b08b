import { Command } from 'commander';
import { accountCommands } from './commands/accounts.ts';
import { billingCommands } from './commands/billing.ts';
import { gatewayCommands } from './commands/gateways.ts';
import { mandateCommands } from './commands/mandates.ts';
import { moneyCommands } from './commands/money.ts';
import { payoutCommands } from './commands/payouts.ts';
import { poolCommands } from './commands/pools.ts';
import { probeCommand } from './commands/probe.ts';
import { uploadCommand } from './commands/upload.ts';
import { watchCommand } from './commands/watch.ts';
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
moneyCommands(program);
billingCommands(program);
payoutCommands(program);
gatewayCommands(program);
probeCommand(program);
mandateCommands(program);
watchCommand(program);
await program.parseAsync();
