# A registry in a container: `docker build -t byline . && docker run -p 8080:8080 -v byline:/data byline`.
FROM rust:1.95-slim-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends build-essential cmake && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN cargo build --locked --release --package byline \
 && strip -o /byline target/release/byline

# The program, libc and certificates; it runs as nobody, in a folder of its own.
FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/* \
 && install -d -o nobody -g nogroup -m 0700 /data
COPY --from=build /byline /usr/local/bin/byline
USER nobody:nogroup
VOLUME /data
EXPOSE 8080
# As variables, since flags would win over those of whoever runs it; other commands know the folder, too.
ENV BYLINE_DATA=/data BYLINE_LISTEN=0.0.0.0:8080
ENTRYPOINT ["/usr/local/bin/byline"]
CMD ["serve"]
