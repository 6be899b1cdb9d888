# syntax=docker/dockerfile:1
# Every RUN step is a command that also runs on any machine; the test suite runs the build one.
FROM rust:1.95-bookworm AS build
WORKDIR /build
COPY Cargo.toml Cargo.lock ./
COPY playground playground
COPY migrations migrations
# The lexicon is also built in, for scoring without a content folder.
COPY content/lexicon.toml content/lexicon.toml
COPY src src
COPY benches benches
# Without the playground: the image holds what a server needs and nothing else.
RUN cargo build --release --locked --no-default-features --bin greenroom

FROM debian:bookworm-slim
# ca-certificates for Discord; nothing else is needed (TLS and SQLite are built in).
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home greenroom \
    && install -d -o greenroom -g greenroom /data
COPY --from=build /build/target/release/greenroom /usr/local/bin/greenroom
COPY config/greenroom.toml /etc/greenroom/greenroom.toml
COPY content /usr/share/greenroom/content
COPY LICENSE-MIT LICENSE-APACHE LICENSE-CONTENT /usr/share/doc/greenroom/
ENV GREENROOM_CONFIG=/etc/greenroom/greenroom.toml \
    GREENROOM_CONTENT=/usr/share/greenroom/content \
    GREENROOM_DATABASE_URL=sqlite:///data/greenroom.db \
    GREENROOM_HTTP_ADDR=127.0.0.1:9100
USER 10001:10001
VOLUME /data
# `greenroom healthy` asks the health address; no curl in the image.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["greenroom", "healthy"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["greenroom"]
CMD ["run"]
