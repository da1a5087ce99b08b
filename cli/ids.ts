import { uuidOf } from '../codegen/client/index.ts';
import { UsageFault } from './faults.ts';

/** The uuid inside an id from the command line; `listedBy` is the command that shows such ids. */
export function idGiven(
  id: string,
  listedBy:
    | 'pools'
    | 'proposals <pool>'
    | 'datasets'
    | 'mandates'
    | 'payouts list'
    | 'cases list'
    | 'billing refunds'
    | 'delegations'
    | 'models <pool>',
): string {
  try {
    return uuidOf(id);
  } catch {
    throw new UsageFault(`${id} is not an id. \`commonpool ${listedBy}\` shows the ids to give here.`);
  }
}

/** The same for the id of a user, which only they see. */
export function userIdGiven(id: string): string {
  try {
    return uuidOf(id);
  } catch {
    throw new UsageFault(`${id} is not the id of a user. Theirs is what \`commonpool sign-in\` tells them.`);
  }
}
