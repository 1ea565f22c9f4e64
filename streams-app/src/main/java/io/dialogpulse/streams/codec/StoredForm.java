package io.dialogpulse.streams.codec;

import io.dialogpulse.core.Dialog;
import io.dialogpulse.core.DialogEvent;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.metrics.TimelineEntry;
import io.dialogpulse.schemas.RejectReason;
import io.dialogpulse.streams.state.FoldMemory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * Values of the stores: a format byte, then Avro. The body of a public record is taken from its wire format, so that it
 * is encoded once. No schema id: the state must be readable whatever becomes of the registry.
 *
 * <p>A change of the records behind it needs a new format byte, and readers with the old writer schema for the old one.
 *
 * <p>Not thread-safe: one per task.
 */
public final class StoredForm {
    private static final byte FORMAT = 3;
    // In place of a dialog: the name of the reason why it is gone.
    private static final byte GONE = 0;
    // Rows without targets, and without erasures.
    private static final byte FORMAT_2 = 2;
    private static final Schema MEMORY_2 = schema("/state/FoldMemory-2.avsc");
    private static final Schema ROW_1 = schema("/released/dialogs-value/1.avsc");
    // And without the message that asked the open question.
    private static final byte FORMAT_1 = 1;
    private static final Schema MEMORY_1 = schema("/state/FoldMemory-1.avsc");
    private static final int WIRE_HEADER = 5;

    private final SpecificDatumReader<DialogRow> rows = new SpecificDatumReader<>(DialogRow.class);
    private final SpecificDatumReader<DialogRow> rows1 = new SpecificDatumReader<>(ROW_1, DialogRow.getClassSchema());
    private final SpecificDatumReader<TimelineEntry> entries = new SpecificDatumReader<>(TimelineEntry.class);
    private final SpecificDatumReader<FoldMemory> memories = new SpecificDatumReader<>(FoldMemory.class);
    private final SpecificDatumReader<FoldMemory> memories2 =
            new SpecificDatumReader<>(MEMORY_2, FoldMemory.getClassSchema());
    private final SpecificDatumReader<FoldMemory> memories1 =
            new SpecificDatumReader<>(MEMORY_1, FoldMemory.getClassSchema());
    private final SpecificDatumWriter<FoldMemory> memoryWriter = new SpecificDatumWriter<>(FoldMemory.class);
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(1_024);
    private BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(buffer, null);
    private BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(new byte[0], null);

    /** What is kept under a dialogId. */
    public sealed interface Kept permits NumberedDialog, Gone {}

    /** The dialog is gone for ever; its later events are rejected for this reason. */
    public record Gone(RejectReason reason) implements Kept {}

    /**
     * A dialog with its number.
     *
     * @param whole whether nothing of the dialog is missing; if not, its timeline has to be folded again
     */
    public record NumberedDialog(Dialog dialog, long number, boolean whole) implements Kept {
        /** A dialog as the fold made it. */
        public NumberedDialog(Dialog dialog, long number) {
            this(dialog, number, true);
        }
    }

    /**
     * The stored form of a dialog.
     *
     * @param wireRow its row in the wire format
     */
    public byte[] ofDialog(byte[] wireRow, Dialog dialog) {
        buffer.reset();
        buffer.write(FORMAT);
        buffer.write(wireRow, WIRE_HEADER, wireRow.length - WIRE_HEADER);
        try {
            encoder = EncoderFactory.get().directBinaryEncoder(buffer, encoder);
            memoryWriter.write(StateCodec.memoryOf(dialog), encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.toByteArray();
    }

    /** The stored form of a dialog that is gone. */
    public static byte[] ofGone(Gone gone) {
        byte[] reason = gone.reason().name().getBytes(StandardCharsets.UTF_8);
        byte[] stored = new byte[1 + reason.length];
        stored[0] = GONE;
        System.arraycopy(reason, 0, stored, 1, reason.length);
        return stored;
    }

    /** What a stored form holds. */
    public Kept kept(byte[] stored) {
        return stored[0] == GONE
                ? new Gone(RejectReason.valueOf(new String(stored, 1, stored.length - 1, StandardCharsets.UTF_8)))
                : dialog(stored);
    }

    private NumberedDialog dialog(byte[] stored) {
        try {
            BinaryDecoder body = body(stored);
            DialogRow row = (stored[0] == FORMAT ? rows : rows1).read(null, body);
            FoldMemory memory = switch (stored[0]) {
                case FORMAT_1 -> memories1.read(null, body);
                case FORMAT_2 -> memories2.read(null, body);
                default -> memories.read(null, body);
            };
            boolean whole = stored[0] != FORMAT_1 || row.getOpenQuestionAt() == null;
            return new NumberedDialog(StateCodec.decode(row, memory), row.getNumber(), whole);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The stored form of a timeline entry.
     *
     * @param wireEntry the entry in the wire format
     */
    public static byte[] ofEntry(byte[] wireEntry) {
        byte[] stored = new byte[1 + wireEntry.length - WIRE_HEADER];
        stored[0] = FORMAT;
        System.arraycopy(wireEntry, WIRE_HEADER, stored, 1, stored.length - 1);
        return stored;
    }

    /** The event of a stored timeline entry. */
    public DialogEvent event(byte[] stored) {
        try {
            return TimelineCodec.decode(entries.read(null, body(stored)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BinaryDecoder body(byte[] stored) {
        if (stored[0] < FORMAT_1 || stored[0] > FORMAT) {
            throw UnusableStateException.ofFormat(stored[0], FORMAT);
        }
        decoder = DecoderFactory.get().binaryDecoder(stored, 1, stored.length - 1, decoder);
        return decoder;
    }

    private static Schema schema(String resource) {
        try (InputStream file = StoredForm.class.getResourceAsStream(resource)) {
            return new SchemaParser()
                    .parse(Objects.requireNonNull(file, resource))
                    .mainSchema();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
