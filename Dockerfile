# docker build -t tro-ly-thi-dua . && docker run --env-file .env -e HOST=0.0.0.0 -p 127.0.0.1:3000:3000 -v thi-dua:/app/data tro-ly-thi-dua
FROM node:22-bookworm AS build
WORKDIR /app
COPY . .
RUN npm ci --omit=dev

FROM node:22-bookworm-slim
WORKDIR /app
COPY --from=build --chown=node:node /app /app
RUN mkdir -p data && chown node:node data
USER node
VOLUME /app/data
EXPOSE 3000
HEALTHCHECK CMD node -e "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"
# Node itself, not npm: it hears the signal to stop.
CMD ["node", "--max-semi-space-size=8", "start.js"]
