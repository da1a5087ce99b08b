interface PageOf<T> {
  readonly edges: readonly { readonly node: T }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
}

/** All of a list, a hundred at a time. */
export async function allPages<T>(
  read: (variables: { first: number; after: string | null }) => Promise<PageOf<T>>,
): Promise<T[]> {
  const all: T[] = [];
  for (let after: string | null = null; ;) {
    const { edges, pageInfo }: PageOf<T> = await read({ first: 100, after });
    all.push(...edges.map(({ node }) => node));
    if (!pageInfo.hasNextPage) return all;
    after = pageInfo.endCursor ?? null;
  }
}
