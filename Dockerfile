# Build: everything, once; then throw away what only building needs.
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY .ci/build.mjs .ci/
COPY src src
COPY commands commands
# Scripts stay off while pruning: `prepare` would look for the bundler that has just left.
# The compiler would stay behind, since i18next knows it as an optional peer for its types.
RUN npm run -s build \
  && npm prune --omit=dev --ignore-scripts \
  && rm -rf node_modules/typescript node_modules/@typescript

# Run: the bundle, and the libraries in it with their licences.
FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
USER node
ENTRYPOINT ["node", "dist/headroom.js"]
CMD ["--help"]
