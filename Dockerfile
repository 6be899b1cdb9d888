# syntax=docker/dockerfile:1
# Every RUN step of the build is a command that also runs on any machine.
FROM rust:1.95-bookworm AS build
WORKDIR /build
COPY Cargo.toml Cargo.lock ./
# The playground is not built, but cargo wants every member of the workspace to be there; and
# every bench that Cargo.toml names.
COPY playground playground
COPY benches benches
COPY migrations migrations
# The lexicon is also built in, for scoring without a content folder.
COPY content/lexicon.toml content/lexicon.toml
COPY src src
# Without the playground: the image holds what a server needs and nothing else.
RUN cargo build --release --locked --no-default-features --bin greenroom

FROM debian:bookworm-slim
# TLS, its certificate authorities, time zones and SQLite are in the program: nothing to install.
RUN groupadd --system --gid 10001 greenroom \
    && useradd --system --uid 10001 --gid 10001 --no-create-home greenroom \
    && install -d -m 700 -o greenroom -g greenroom /data
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
