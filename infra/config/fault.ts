import { StartFault } from '../start/index.ts';

export interface Fault {
  readonly name: string;
  /** What the value should be, as a phrase after "should be". */
  readonly should: string;
  readonly example: string;
}

/** The environment does not make sense. The message lists everything that is wrong at once, and never a value. */
export class ConfigurationFault extends StartFault {
  override readonly name = 'ConfigurationFault';
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    const lines = faults.map(({ name, should, example }) => `  ${name} should be ${should}.\n    ${name}=${example}`);
    const count = faults.length === 1 ? 'One setting is' : `${faults.length} settings are`;
    super(`${count} wrong. Nothing was started.\n${lines.join('\n')}`);
    this.faults = faults;
  }
}
