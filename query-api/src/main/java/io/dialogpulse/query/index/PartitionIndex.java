package io.dialogpulse.query.index;

import java.io.Closeable;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.ReaderManager;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.NRTCachingDirectory;
import org.apache.lucene.util.IOUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records of one partition of a compacted topic: the last of each key. Records are seen by searches after
 * {@link #refresh}, and survive a crash after {@link #commit}: the two have nothing to do with each other.
 *
 * <p>One thread writes; any thread refreshes and searches.
 *
 * @param <T> the records' values
 */
public final class PartitionIndex<T> implements Closeable {
    private static final Logger log = LoggerFactory.getLogger(PartitionIndex.class);
    private static final java.util.logging.Logger LUCENE = java.util.logging.Logger.getLogger("org.apache.lucene");
    private static final String FORMAT_KEY = "format";
    private static final double MAX_CACHED_SEGMENT_MB = 2;
    private static final double MAX_CACHED_MB = 8;
    private static final int MAX_MERGES = 6;
    private static final int MERGE_THREADS = 1;
    // Every reopening leaves a small segment. Below Lucene's 16 MB they would all count as equal, so that each few of
    // them were merged with everything below it, again and again
    private static final double SMALL_SEGMENT_MB = 1;

    static {
        // Else it tells about the CPU's vector instructions in the middle of our own output
        LUCENE.setLevel(Level.WARNING);
    }

    private final Documents<T> documents;
    private final Directory directory;
    private final IndexWriter writer;
    private final ReaderManager readers;
    private final InstantSource clock;
    private Map<String, String> committed;
    private volatile Instant asOf;
    private volatile boolean closed;

    private PartitionIndex(
            Documents<T> documents, Path folder, Directory directory, double bufferMb, InstantSource clock)
            throws IOException {
        this.documents = documents;
        this.directory = directory;
        this.clock = clock;
        this.asOf = clock.instant();
        this.committed = Map.of();
        this.writer = writer(documents, directory, bufferMb);
        try {
            if (writer.getLiveCommitData() != null) {
                Map<String, String> data = new HashMap<>();
                writer.getLiveCommitData().forEach(entry -> data.put(entry.getKey(), entry.getValue()));
                this.committed = Map.copyOf(data);
            }
            this.readers = new ReaderManager(writer);
            if (writer.getDocStats().maxDoc > 0 && !documents.format().equals(committed.get(FORMAT_KEY))) {
                log.info("The index in {} has another format; it is built again", folder);
                clear();
            }
        } catch (IOException | RuntimeException e) {
            // Else its lock would keep everybody from opening the folder for as long as the process lives
            IOUtils.closeWhileHandlingException(writer::rollback);
            throw e;
        }
    }

    /**
     * Opens an index, or an empty one if the folder holds none, or one that is damaged or of another format: it can
     * always be built again.
     *
     * @param bufferMb heap for records that are not in a segment yet
     * @throws IOException if the folder cannot be used
     */
    public static <T> PartitionIndex<T> open(Documents<T> documents, Path folder, double bufferMb, InstantSource clock)
            throws IOException {
        Directory directory = new NRTCachingDirectory(FSDirectory.open(folder), MAX_CACHED_SEGMENT_MB, MAX_CACHED_MB);
        try {
            return openOrRebuild(documents, folder, directory, bufferMb, clock);
        } catch (IOException | RuntimeException e) {
            IOUtils.closeWhileHandlingException(directory);
            throw e;
        }
    }

    private static <T> PartitionIndex<T> openOrRebuild(
            Documents<T> documents, Path folder, Directory directory, double bufferMb, InstantSource clock)
            throws IOException {
        try {
            return new PartitionIndex<>(documents, folder, directory, bufferMb, clock);
        } catch (CorruptIndexException
                | IndexFormatTooOldException
                | IndexFormatTooNewException
                | NoSuchFileException
                | FileNotFoundException
                | EOFException e) {
            log.warn("The index in {} cannot be read ({}); it is built again", folder, e.toString());
            for (String file : directory.listAll()) {
                directory.deleteFile(file);
            }
            return new PartitionIndex<>(documents, folder, directory, bufferMb, clock);
        }
    }

    private static IndexWriter writer(Documents<?> documents, Directory directory, double bufferMb) throws IOException {
        ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
        merges.setMaxMergesAndThreads(MAX_MERGES, MERGE_THREADS);
        TieredMergePolicy segments = new TieredMergePolicy();
        segments.setFloorSegmentMB(SMALL_SEGMENT_MB);
        // A close that commits would write records without the offsets that belong to them
        return new IndexWriter(
                directory,
                new IndexWriterConfig(documents.analyzer())
                        .setCommitOnClose(false)
                        .setRAMBufferSizeMB(bufferMb)
                        .setMergeScheduler(merges)
                        .setMergePolicy(segments)
                        // Nobody waits for merges: neither the searches for what is new, nor the stream for a commit
                        .setMaxFullFlushMergeWaitMillis(0));
    }

    /**
     * Adds a record, or replaces the one of the same key.
     *
     * @param bytes the value as it stands in the topic
     */
    public void put(String key, T value, byte[] bytes) throws IOException {
        writer.updateDocument(documents.id(key), documents.document(key, value, bytes));
    }

    /** Removes a key's record, if there is one. */
    public void delete(String key) throws IOException {
        writer.deleteDocuments(documents.id(key));
    }

    /** Removes everything, and what was committed with it. */
    public void clear() throws IOException {
        writer.deleteAll();
        commit(Map.of());
    }

    /** Lets searches see everything that has been written so far; does nothing if the index is closed. */
    public void refresh() throws IOException {
        Instant now = clock.instant();
        try {
            readers.maybeRefreshBlocking();
        } catch (AlreadyClosedException e) {
            if (closed) {
                return;
            }
            // Lucene has closed the writer by itself, after it could not write
            throw e;
        }
        asOf = now;
    }

    /** Makes everything that has been written so far survive a crash, together with these facts about it. */
    public void commit(Map<String, String> facts) throws IOException {
        Map<String, String> data = new HashMap<>(facts);
        data.put(FORMAT_KEY, documents.format());
        if (data.equals(committed) && !writer.hasUncommittedChanges()) {
            return;
        }
        writer.setLiveCommitData(data.entrySet());
        writer.commit();
        committed = Map.copyOf(data);
    }

    /** What was said in the last {@link #commit}, in this life or an earlier one. */
    public Map<String, String> committed() {
        return committed;
    }

    /** The records as of the last {@link #refresh}; empty if the index is closed. */
    public Optional<IndexSnapshot> snapshot() throws IOException {
        // Read before the reader, so that it never claims more than the reader has
        Instant seen = asOf;
        try {
            return Optional.of(new IndexSnapshot(readers.acquire(), seen));
        } catch (AlreadyClosedException e) {
            return Optional.empty();
        }
    }

    /** Closes without committing: what is not committed comes from the topic again. */
    @Override
    public void close() throws IOException {
        closed = true;
        IOUtils.close(readers, writer::rollback, directory);
    }
}
