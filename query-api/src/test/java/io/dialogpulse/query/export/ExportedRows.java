package io.dialogpulse.query.export;

import io.dialogpulse.metrics.CrmEntityType;
import io.dialogpulse.metrics.CrmLink;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.RandomRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;

/** Rows with everything that files get wrong, and files of them. */
final class ExportedRows {
    static final List<String> HOSTILE = List.of(
            "=1+1",
            "+7 999 123",
            "-5",
            "@SUM(A1)",
            "\ttab",
            "\rreturn",
            "\nline",
            "a,b",
            "say \"yes\"",
            "two\r\nlines",
            " spaces ",
            "'quoted'",
            "; | \\",
            "<b>&amp;</b>",
            "ёЁ 😀 \u202e",
            "=HYPERLINK(\"http://x\",\"y\")",
            "NULL",
            "");

    private ExportedRows() {}

    /** Something that begins a file. */
    interface Begin {
        RowWriter on(OutputStream out) throws IOException;
    }

    static List<DialogRow> rows(long seed) {
        List<DialogRow> rows = new RandomRows(seed).rows(1_500);
        for (int i = 0; i < HOSTILE.size(); i++) {
            String text = HOSTILE.get(i);
            DialogRow row = rows.get(i);
            row.setClientName(text);
            row.setManagerComment(text);
            row.setPageUrl(text);
            row.setParticipantIds(List.of(text, "op,\"1\""));
            row.setCrm(List.of(new CrmLink(CrmEntityType.DEAL, text, null)));
            row.setNumber(Long.MAX_VALUE - i);
            row.setReplyWaitMs(-5L);
            row.setCreatedAt(Instant.parse("2026-03-29T00:59:59.999Z").plusMillis(i));
        }
        return rows;
    }

    static byte[] file(List<DialogRow> rows, Begin begin) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RowWriter writer = begin.on(out)) {
            for (DialogRow row : rows) {
                writer.write(row);
            }
            writer.finish();
        }
        return out.toByteArray();
    }
}
