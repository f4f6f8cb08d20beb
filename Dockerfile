# Build: everything, once; then throw away what only building needs.
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY .ci/build.mjs .ci/
COPY src src
COPY commands commands
# Scripts stay off while pruning: `prepare` would look for the bundler that has just left.
# The compiler would stay behind, since i18next knows it as an optional peer for its types. Of the typeface charts are lettered in, one
# weight of nine is used: the others are 85 MB.
RUN npm run -s build \
  && npm prune --omit=dev --ignore-scripts \
  && rm -rf node_modules/typescript node_modules/@typescript \
  && find node_modules/@expo-google-fonts -name '*.ttf*' ! -name NotoSansSC_400Regular.ttf -delete

# Run: the bundle, and the libraries in it with their licences.
FROM node:24.21.0-bookworm-slim
# Health and metrics are for whoever publishes the port; loopback inside a container is for nobody.
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
USER node
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(\"http://127.0.0.1:\"+(process.env.PORT||8080)+\"/readyz\").then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
ENTRYPOINT ["node", "dist/headroom.js"]
CMD ["start"]
