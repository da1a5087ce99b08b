import type { Imports } from '../../domain/imports/index.ts';
import type { NodeLoader } from '../shared/node.ts';
import { ImportResolver, importNode } from './import.resolver.ts';

export { ImportResolver } from './import.resolver.ts';
export { ImportType } from './import.type.ts';

export function importsResolvers(imports: Imports): object[] {
  return [new ImportResolver(imports)];
}

export function importsNodes(imports: Imports): NodeLoader[] {
  return [importNode(imports)];
}
