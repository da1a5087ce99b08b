const QUERY = `# Commonpool. Sign in, then put your access token below, under Headers:
#   { "authorization": "Bearer <access token>" }

query Start {
  __schema {
    queryType { fields { name description } }
  }
}
`;

/** Only relative addresses: the page works on a machine without a network. */
export const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Commonpool GraphiQL</title>
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="stylesheet" href="/graphiql/graphiql.min.css" />
    <link rel="stylesheet" href="/graphiql/page.css" />
  </head>
  <body>
    <div id="graphiql">Loading</div>
    <script src="/graphiql/react.production.min.js"></script>
    <script src="/graphiql/react-dom.production.min.js"></script>
    <script src="/graphiql/graphiql.min.js"></script>
    <script src="/graphiql/page.js"></script>
  </body>
</html>
`;

export const PAGE_STYLE = 'html, body, #graphiql { height: 100%; margin: 0; }\n';

export const PAGE_SCRIPT = `const subscriptionUrl = location.origin.replace(/^http/, 'ws') + '/graphql';
const fetcher = GraphiQL.createFetcher({ url: '/graphql', subscriptionUrl });
const page = React.createElement(GraphiQL, {
  fetcher,
  defaultQuery: ${JSON.stringify(QUERY)},
  defaultEditorToolsVisibility: 'headers',
  shouldPersistHeaders: false,
});
ReactDOM.createRoot(document.getElementById('graphiql')).render(page);
`;

/** The editor styles itself inline; scripts, frames and connections stay on this server. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self' ws: wss:",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
