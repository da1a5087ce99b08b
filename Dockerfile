# syntax=docker/dockerfile:1

FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run build && rm -rf dist/test dist/bench

FROM node:20-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# PostgreSQL comes from its own container here, so the optional packages that carry its binaries stay out.
RUN npm ci --omit=dev --omit=optional --ignore-scripts

FROM node:20-bookworm-slim
# The clean room in which models are trained; without it the workers refuse to train and say so.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends bubblewrap \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 COMMONPOOL_DATA=/data
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json LICENSE ./
COPY cli ./cli
COPY codegen/schema.graphql ./codegen/schema.graphql
# A volume takes its owner from the folder it is laid over.
RUN install --directory --owner=node --group=node --mode=0700 /data
USER node
VOLUME /data
EXPOSE 4000
# Alive or not; whether it can serve is /readyz, which compose asks, since a restart does not help a missing database.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
  CMD ["node", "--eval", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((r) => process.exit(Number(!r.ok)), () => process.exit(1))"]
# Batches of thousands of rows live for milliseconds: with room for several, collecting them costs a third.
CMD ["node", "--max-semi-space-size=64", "--enable-source-maps", "dist/main.js"]
