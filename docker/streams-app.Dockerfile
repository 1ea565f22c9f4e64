# Build from the root of the repository: docker build -f docker/streams-app.Dockerfile .
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp -DskipTests -Dspotless.check.skip -pl streams-app -am \
      package dependency:copy-dependencies -DincludeScope=runtime \
    && rm -f streams-app/target/*-tests.jar

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 dialogpulse \
    && install -d -o dialogpulse /var/lib/dialogpulse
COPY --from=build /build/streams-app/target/dependency/ /app/lib/
COPY --from=build /build/streams-app/target/streams-app-*.jar /app/lib/
COPY docker/logback.xml /app/
USER dialogpulse
WORKDIR /var/lib/dialogpulse
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", \
    "-cp", "/app:/app/lib/*", "io.dialogpulse.streams.StreamsAppMain"]
