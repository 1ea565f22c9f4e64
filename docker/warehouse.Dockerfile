# Build from the root of the repository: docker build -f docker/warehouse.Dockerfile .
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /build
COPY . .
RUN --mount=type=cache,target=/root/.m2 \
    mvn -B -ntp -DskipTests -Dspotless.check.skip -pl warehouse -am package \
    && rm -f warehouse/target/*-tests.jar

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 dialogpulse
COPY --from=build /build/warehouse/target/lib/ /app/lib/
COPY --from=build /build/warehouse/target/warehouse-*.jar /app/lib/
# Also for a Connect cluster of one's own: the folder that its plugin.path needs.
COPY --from=build /build/warehouse/target/plugin/ /app/plugin/
USER dialogpulse
ENTRYPOINT ["java", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", \
    "-cp", "/app/lib/*", "-Ddialogpulse.warehouse.home=/app", "io.dialogpulse.warehouse.WarehouseMain"]
