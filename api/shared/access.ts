import 'reflect-metadata';
import { Extensions } from 'type-graphql';

/**
 * Marks a root field that works without a viewer. Without the mark a root field answers UNAUTHENTICATED: a forgotten
 * rule locks a door, it does not open one.
 */
export function Public(): MethodDecorator & PropertyDecorator {
  return Extensions({ access: 'public' });
}

export function isPublic(extensions: Readonly<Record<string, unknown>>): boolean {
  return extensions.access === 'public';
}
