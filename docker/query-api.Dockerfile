# Build from the root of the repository: docker build -f docker/query-api.Dockerfile .
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp -DskipTests -Dspotless.check.skip -pl query-api -am \
      package dependency:copy-dependencies -DincludeScope=runtime \
    && rm -f query-api/target/*-tests.jar

# Lucene's SIMD code needs jdk.incubator.vector, which comes with the JDK.
FROM eclipse-temurin:25
RUN useradd --system --uid 10001 dialogpulse \
    && install -d -o dialogpulse /var/lib/dialogpulse
COPY --from=build /build/query-api/target/dependency/ /app/lib/
COPY --from=build /build/query-api/target/query-api-*.jar /app/lib/
COPY docker/logback.xml /app/
USER dialogpulse
WORKDIR /var/lib/dialogpulse
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "--add-modules", "jdk.incubator.vector", \
    "-cp", "/app:/app/lib/*", "io.dialogpulse.query.QueryApiMain"]
