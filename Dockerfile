# One recipe for the three services: docker build --build-arg SERVICE=fetcher|enricher|publisher .
# The first stage does not know which one is wanted, so all three share its layers.
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /orrery
COPY pom.xml ./
COPY .mvn .mvn
# Maven wants to see every module that the parent names, also one that it does not build.
COPY bench/pom.xml bench/
COPY events events
COPY fetcher fetcher
COPY enricher enricher
COPY publisher publisher
# Embedded stores and a sample planet, over which the publisher runs once for its cache.
COPY local local
COPY planets planets
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -Dquick -DskipTests -pl '!bench' package

FROM eclipse-temurin:25-jre
ARG SERVICE
RUN useradd --system --uid 10001 --no-create-home orrery
WORKDIR /orrery
# Libraries first: they change least, so that most new versions are a small layer on an old one.
COPY --from=build /orrery/${SERVICE}/target/quarkus-app/lib/ lib/
COPY --from=build /orrery/${SERVICE}/target/quarkus-app/quarkus-run.jar ./
COPY --from=build /orrery/${SERVICE}/target/quarkus-app/app/ app/
COPY --from=build /orrery/${SERVICE}/target/quarkus-app/quarkus/ quarkus/
# Java's cache of classes is made by the very Java and files that will use it. An image without starts more slowly.
RUN --mount=type=bind,from=build,source=/orrery,target=/build \
    if [ "$SERVICE" = publisher ]; then \
        cp /build/publisher/java.args ./ && /build/publisher/aot-cache /orrery; \
    fi; \
    for cache in *.aot; do \
        [ ! -e "$cache" ] || echo "-XX:AOTCache=/orrery/$cache"; \
    done >>java.args
USER orrery
ENV ORRERY_PORT=8080
EXPOSE 8080
# The image has neither curl nor wget; bash can speak enough HTTP for one question.
HEALTHCHECK --interval=5s --timeout=4s --start-period=90s --retries=6 CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/$ORRERY_PORT && printf 'GET /q/health/ready HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]
# Out of memory is not survived but started anew; what the compilers needed at the start goes back to the machine, which
# glibc would keep; the last two silence warnings about libraries, not about us.
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-Xms16m", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", \
    "-XX:TrimNativeHeapInterval=10000", \
    "--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED", "@java.args", "-jar", "quarkus-run.jar"]
