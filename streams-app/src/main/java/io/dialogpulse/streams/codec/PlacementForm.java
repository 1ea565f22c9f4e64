package io.dialogpulse.streams.codec;

import io.dialogpulse.core.rollup.Contribution;
import io.dialogpulse.core.rollup.DurationColumn;
import io.dialogpulse.streams.state.Placement;
import io.dialogpulse.streams.state.Share;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.jspecify.annotations.Nullable;

/**
 * Which dialog adds what to a rollup, as bytes: a format byte, then Avro. The same contribution gives the same bytes.
 *
 * <p>Not thread-safe: one per task.
 */
public final class PlacementForm {
    private static final byte FORMAT = 1;

    private final SpecificDatumReader<Placement> reader = new SpecificDatumReader<>(Placement.class);
    private final SpecificDatumWriter<Placement> writer = new SpecificDatumWriter<>(Placement.class);
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(256);
    private BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(buffer, null);
    private BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(new byte[0], null);

    /**
     * A dialog in a rollup.
     *
     * @param contribution what it adds; null if it is to be taken out
     */
    public record Placed(String dialogId, @Nullable Contribution contribution) {}

    /** The bytes of a placement. */
    public byte[] encode(Placed placed) {
        buffer.reset();
        buffer.write(FORMAT);
        try {
            encoder = EncoderFactory.get().directBinaryEncoder(buffer, encoder);
            Contribution contribution = placed.contribution();
            writer.write(
                    new Placement(placed.dialogId(), contribution == null ? null : shareOf(contribution)), encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.toByteArray();
    }

    /** The placement in the bytes. */
    public Placed decode(byte[] bytes) {
        if (bytes[0] != FORMAT) {
            throw UnusableStateException.ofFormat(bytes[0], FORMAT);
        }
        decoder = DecoderFactory.get().binaryDecoder(bytes, 1, bytes.length - 1, decoder);
        try {
            Placement placement = reader.read(null, decoder);
            Share share = placement.getShare();
            return new Placed(placement.getDialogId(), share == null ? null : contributionOf(share));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Share shareOf(Contribution contribution) {
        Share share = new Share();
        share.put("answered", contribution.answered());
        share.put("closed", contribution.closed());
        share.put("spam", contribution.spam());
        share.put("reopened", contribution.reopened());
        share.put("rating", contribution.rating());
        share.put("responses", contribution.responses());
        contribution.durations().forEach((column, millis) -> share.put(RollupCodec.nameOf(column) + "Ms", millis));
        return share;
    }

    private static Contribution contributionOf(Share share) {
        Map<DurationColumn, Long> durations = new EnumMap<>(DurationColumn.class);
        for (DurationColumn column : DurationColumn.values()) {
            if (share.get(RollupCodec.nameOf(column) + "Ms") instanceof Long millis) {
                durations.put(column, millis);
            }
        }
        return new Contribution(
                share.getAnswered(),
                share.getClosed(),
                share.getSpam(),
                share.getReopened(),
                share.getRating(),
                share.getResponses(),
                durations);
    }
}
