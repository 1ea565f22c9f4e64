package io.dialogpulse.query.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.RandomRows;
import io.dialogpulse.query.access.Caller;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exports that forms ask for, which cannot send headers. */
class ExportFormTest {
    private static final String EXPORT = "/api/v1/dialogs/export?format=csv&sort=number&fields=number,clientName";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String TOKEN = "access_token=" + FedApp.token(ServedRows.DIRECTOR);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<DialogRow> ROWS = new RandomRows(43).rows(50);

    @TempDir
    static Path folder;

    private static ServedRows server;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        server = new ServedRows(folder, ROWS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void shouldAnswerAFormThatCarriesTheTokenAsItAnswersTheHeader() throws Exception {
        HttpResponse<String> answer = submit(EXPORT, FORM, TOKEN);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo(server.text(EXPORT, ServedRows.DIRECTOR).body());
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment; filename=\"dialogs-");
    }

    @Test
    void shouldKnowWhoseTokenItIs() throws Exception {
        Caller operator = new Caller("operator1", null, ServedRows.OWN);

        HttpResponse<String> answer = submit(EXPORT, FORM, "access_token=" + FedApp.token(operator));

        assertThat(answer.body()).isEqualTo(server.text(EXPORT, operator).body());
    }

    @ParameterizedTest
    @CsvSource({
        "'', 401",
        "access_token=, 401",
        "access_token=x.y.z, 401",
        "access_token=%zz, 400",
        "TOKEN&TOKEN, 400",
        "TOKEN&format=csv, 400",
    })
    void shouldSayWhatIsWrongSoThatAFrameCanShowIt(String form, int status) throws Exception {
        HttpResponse<String> answer = submit(EXPORT, FORM, form.replace("TOKEN", TOKEN));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.headers().firstValue("Content-Disposition")).isEmpty();
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("frame-ancestors 'self'");
        assertThat(JSON.readTree(answer.body()).get("status").intValue()).isEqualTo(status);
    }

    @Test
    void shouldRefuseATokenInTwoPlaces() throws Exception {
        HttpRequest both = server.request(EXPORT, ServedRows.DIRECTOR)
                .header("Content-Type", FORM)
                .POST(BodyPublishers.ofString(TOKEN))
                .build();

        HttpResponse<String> answer = client.send(both, BodyHandlers.ofString());

        JsonNode error = JSON.readTree(answer.body()).get("errors").get(0);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(error.get("field").textValue()).isEqualTo("access_token");
        assertThat(answer.body()).doesNotContain(FedApp.token(ServedRows.DIRECTOR));
    }

    @Test
    void shouldTakeTokensOfFormsForNothingButExports() throws Exception {
        assertThat(submit("/api/v1/dialogs/search", FORM, TOKEN).statusCode()).isEqualTo(401);
        assertThat(submit(EXPORT, "text/plain", TOKEN).statusCode()).isEqualTo(401);
    }

    @Test
    void shouldTakeNothingButForms() throws Exception {
        HttpRequest json = server.request(EXPORT, ServedRows.DIRECTOR)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))
                .build();

        assertThat(client.send(json, BodyHandlers.ofString()).statusCode()).isEqualTo(415);
    }

    private HttpResponse<String> submit(String path, String type, String form) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        server.request(path, ServedRows.DIRECTOR).build().uri())
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(form))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
