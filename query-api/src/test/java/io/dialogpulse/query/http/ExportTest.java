package io.dialogpulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.RandomRows;
import io.dialogpulse.query.access.Caller;
import io.dialogpulse.schemas.Registry;
import io.dialogpulse.schemas.Topic;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.awaitility.Awaitility;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Exports over HTTP, read back by libraries of others. */
class ExportTest {
    private static final String EXPORT = "/api/v1/dialogs/export?";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<DialogRow> ROWS = new RandomRows(41).rows(1_500);
    private static final Caller OPERATOR = new Caller("operator1", null, ServedRows.OWN);
    private static final Comparator<DialogRow> BY_NUMBER_THEN_ID =
            Comparator.comparingLong(DialogRow::getNumber).thenComparing(DialogRow::getDialogId);

    @TempDir
    static Path folder;

    private static ServedRows server;

    @BeforeAll
    static void start() throws Exception {
        server = new ServedRows(folder, ROWS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<CSVRecord> csv(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = CSVParser.parse(answer.body(), format)) {
            return parser.getRecords();
        }
    }

    private static List<String> ids(List<CSVRecord> records) {
        return records.stream().map(record -> record.get("dialogId")).toList();
    }

    private static List<String> ids(Comparator<DialogRow> order) {
        return ROWS.stream().sorted(order).map(DialogRow::getDialogId).toList();
    }

    @Test
    void shouldHaveEveryRowThatMatchesInTheOrderThatIsAskedFor() throws Exception {
        HttpResponse<String> answer = server.text(EXPORT + "format=csv&sort=number", ServedRows.DIRECTOR);

        assertThat(ids(csv(answer))).isEqualTo(ids(BY_NUMBER_THEN_ID));
        assertThat(answer.headers().firstValue("X-Total-Count")).hasValue("1500");
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .matches("attachment; filename=\"dialogs-\\d{8}T\\d{6}Z\\.csv\"");
    }

    @Test
    void shouldAnswerTheListsRowsAsLines() throws Exception {
        String question =
                "line=line1&channel=vk&sort=-maxResponseMs,clientName&fields=dialogId,crm,createdAt,maxResponseMs";
        List<JsonNode> listed = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = JSON.readTree(server.text(
                            "/api/v1/dialogs?limit=37&" + question + (cursor.isEmpty() ? "" : "&cursor=" + cursor),
                            ServedRows.DIRECTOR)
                    .body());
            page.get("items").forEach(listed::add);
            cursor = page.get("cursor").textValue();
        }

        List<JsonNode> exported = new ArrayList<>();
        for (String line : server.text(EXPORT + "format=ndjson&" + question, ServedRows.DIRECTOR)
                .body()
                .lines()
                .toList()) {
            exported.add(JSON.readTree(line));
        }

        assertThat(exported).isEqualTo(listed).isNotEmpty();
    }

    @Test
    void shouldHaveAllRowsInEveryFormat() throws Exception {
        byte[] parquet =
                server.bytes(EXPORT + "format=parquet", ServedRows.DIRECTOR).body();
        try (ParquetFileReader reader = ParquetFileReader.open(InputFile.of(ByteBuffer.wrap(parquet)))) {
            assertThat(reader.getFileMetaData().numRows()).isEqualTo(ROWS.size());
        }
        byte[] xlsx = server.bytes(EXPORT + "format=xlsx", ServedRows.DIRECTOR).body();
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(xlsx))) {
            assertThat(workbook.getFirstSheet().read()).hasSize(ROWS.size() + 1);
        }
    }

    @Test
    void shouldHaveOnlyWhatTheCallerMayView() throws Exception {
        List<String> own = ROWS.stream()
                .filter(row -> Objects.equals(row.getOperatorId(), "operator1")
                        || row.getParticipantIds().contains("operator1"))
                .sorted(BY_NUMBER_THEN_ID)
                .map(DialogRow::getDialogId)
                .toList();

        HttpResponse<String> answer = server.text(EXPORT + "format=csv&sort=number", OPERATOR);

        assertThat(ids(csv(answer))).isEqualTo(own);
        assertThat(answer.headers().firstValue("X-Total-Count")).hasValue(Integer.toString(own.size()));
        assertThat(server.text(EXPORT + "format=csv", new Caller("x", null, ServedRows.NONE))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void shouldGoOnAfterTheRowWhoseCursorItIsGiven() throws Exception {
        String question = EXPORT + "format=csv&sort=-createdAt,clientName&cursors=true";
        List<CSVRecord> whole = csv(server.text(question, ServedRows.DIRECTOR));

        for (int last : List.of(0, 700, ROWS.size() - 1)) {
            HttpResponse<String> rest =
                    server.text(question + "&cursor=" + whole.get(last).get("cursor"), ServedRows.DIRECTOR);

            assertThat(ids(csv(rest))).isEqualTo(ids(whole).subList(last + 1, whole.size()));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "format=doc | format",
                "sort=number | format",
                "format=csv&limit=5 | limit",
                "format=csv&partial=true | partial",
                "format=csv&facets=status | facets",
                "format=csv&bom=1 | bom",
                "format=parquet&bom=true | bom",
                "format=xlsx&cursors=true | cursors",
                "format=csv&color=red | color",
                "format=csv&cursor=x | cursor"
            })
    void shouldNameWhatIsWrong(String question, String field) throws Exception {
        HttpResponse<String> answer = server.text(EXPORT + question, ServedRows.DIRECTOR);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body())
                        .get("errors")
                        .get(0)
                        .get("field")
                        .asText())
                .isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "ndjson", "xlsx", "parquet"})
    void shouldBreakOffVisiblyWhenARowCannotBeRead(String format, @TempDir Path other) throws Exception {
        try (ServedRows broken = new ServedRows(other, ROWS, Registry.at("mock://poor-" + other.getFileName()))) {
            DialogRow last = new RandomRows(42).row("zzz");
            broken.write("zzz", withASchemaThatReadersDoNotKnow(broken.registry(), last));
            Awaitility.await()
                    .until(() -> broken.text("/api/v1/dialogs?limit=1&sort=dialogId", ServedRows.DIRECTOR)
                            .body()
                            .contains("\"total\":" + (ROWS.size() + 1)));

            assertThatThrownBy(() -> broken.bytes(EXPORT + "format=" + format + "&sort=dialogId", ServedRows.DIRECTOR))
                    .isInstanceOf(IOException.class);
        }
    }

    private static byte[] withASchemaThatReadersDoNotKnow(Registry registry, DialogRow row) throws Exception {
        byte[] value = registry.serializer().serialize(Topic.DIALOGS.topicName(), row);
        String changed = DialogRow.getClassSchema().toString().replaceFirst("\"doc\":\"", "\"doc\":\"changed ");
        int id = registry.client().register("another", new AvroSchema(new Schema.Parser().parse(changed)));
        return ByteBuffer.wrap(value).putInt(1, id).array();
    }

    @Test
    void shouldBeUtf8() throws Exception {
        byte[] file = server.bytes(EXPORT + "format=csv&fields=dialogId&bom=true", ServedRows.DIRECTOR)
                .body();

        assertThat(new String(file, StandardCharsets.UTF_8))
                .startsWith("\ufeffdialogId\r\n")
                .contains("ё|%😀");
    }
}
