import type { Role } from '../config.ts';
import { permissionsOf } from './permissions.ts';

export interface BrokerUser {
  readonly name: string;
  readonly roles: readonly Role[];
  /** Itself, or the environment variable of the server that holds it. */
  readonly password: string | { readonly variable: string };
}

/** The users of a broker, in the language of `nats-server`'s configuration. Nobody else gets in. */
export function renderServerConfig(users: readonly BrokerUser[]): string {
  return `authorization {\n  users: [\n${users.map(renderUser).join('')}  ]\n}\n`;
}

function renderUser({ name, roles, password }: BrokerUser): string {
  const { publish, subscribe } = permissionsOf(name, roles);
  const secret = typeof password === 'string' ? JSON.stringify(password) : `$${password.variable}`;
  return `    {
      user: ${name}
      password: ${secret}
      permissions {
        publish { allow: ${renderList(publish)} }
        subscribe { allow: ${renderList(subscribe)} }
      }
    }
`;
}

function renderList(subjects: readonly string[]): string {
  return `[\n${subjects.map((subject) => `          ${JSON.stringify(subject)}\n`).join('')}        ]`;
}
