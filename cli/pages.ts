const PAGE = 100;

interface PageOf<T> {
  readonly edges: readonly { readonly node: T }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

/** The nodes of a list, page by page, up to `most`. */
export async function nodesOf<T>(
  read: (page: { first: number; after: string | null }) => Promise<PageOf<T>>,
  most = Number.MAX_SAFE_INTEGER,
): Promise<T[]> {
  const nodes: T[] = [];
  for (let after: string | null = null; nodes.length < most;) {
    const { edges, pageInfo } = await read({ first: Math.min(PAGE, most - nodes.length), after });
    nodes.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor ?? null;
  }
  return nodes;
}
