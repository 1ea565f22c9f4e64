package io.dialogpulse.query.export;

import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.query.search.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;

/**
 * Rows as Apache Parquet: times are timestamps in UTC milliseconds, all numbers int64, lists lists, absent values null.
 * Compressed with Snappy, in row groups of some megabytes, of which one is in memory.
 */
public final class ParquetRows implements RowWriter {
    private static final long ROW_GROUP_BYTES = 8 << 20;
    private static final int PAGE_BYTES = 128 << 10;

    private final ParquetTarget target;
    private final ParquetWriter<DialogRow> writer;
    private boolean finished;

    /** Begins the file. */
    public ParquetRows(OutputStream out, List<Column> columns) throws IOException {
        this.target = new ParquetTarget(out);
        this.writer = new Builder(target, new ParquetRowSupport(columns))
                .withConf(new PlainParquetConfiguration())
                .withCompressionCodec(CompressionCodecName.SNAPPY)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .withPageSize(PAGE_BYTES)
                .withDictionaryPageSize(PAGE_BYTES)
                .build();
    }

    @Override
    public void write(DialogRow row) throws IOException {
        writer.write(row);
    }

    @Override
    public void finish() throws IOException {
        finished = true;
        writer.close();
    }

    @Override
    public void close() throws IOException {
        if (!finished) {
            // Closing the writer frees its buffers, but also ends the file
            target.discard();
            writer.close();
        }
    }

    private static final class Builder extends ParquetWriter.Builder<DialogRow, Builder> {
        private final WriteSupport<DialogRow> support;

        Builder(OutputFile file, WriteSupport<DialogRow> support) {
            super(file);
            this.support = support;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        @SuppressWarnings("deprecation") // abstract nevertheless
        protected WriteSupport<DialogRow> getWriteSupport(Configuration configuration) {
            return support;
        }

        @Override
        protected WriteSupport<DialogRow> getWriteSupport(ParquetConfiguration configuration) {
            return support;
        }
    }
}
