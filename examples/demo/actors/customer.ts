import { Actor, signUp } from './actor.ts';

/** Pays for queries. */
export class Customer extends Actor {
  static async signsUp(url: string, handle: string): Promise<Customer> {
    const { userId, client } = await signUp(url, handle);
    return new Customer(handle, userId, client);
  }
}
