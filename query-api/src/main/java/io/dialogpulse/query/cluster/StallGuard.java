package io.dialogpulse.query.cluster;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream that fails if nothing comes for too long. The HTTP client's timeout ends with the headers, so an instance
 * that freezes while it sends would hold its reader for ever. Only the time within a read counts: readers may be slow.
 */
final class StallGuard extends FilterInputStream {
    private static final Logger log = LoggerFactory.getLogger(StallGuard.class);
    private static final ScheduledThreadPoolExecutor ALARMS = alarms();

    private final Duration patience;
    private volatile boolean stalled;

    /**
     * Takes the stream over: it is closed with it.
     *
     * @param in closing it ends a read that waits
     * @param patience how long a read may wait
     */
    StallGuard(InputStream in, Duration patience) {
        super(in);
        this.patience = patience;
    }

    private static ScheduledThreadPoolExecutor alarms() {
        ScheduledThreadPoolExecutor alarms = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("peer-stalls").factory());
        alarms.setRemoveOnCancelPolicy(true);
        return alarms;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Future<?> alarm = ALARMS.schedule(this::giveUp, patience.toMillis(), TimeUnit.MILLISECONDS);
        int count;
        try {
            count = super.read(bytes, offset, length);
        } catch (IOException e) {
            throw stalled ? stall(e) : e;
        } finally {
            alarm.cancel(false);
        }
        if (stalled) {
            throw stall(null);
        }
        return count;
    }

    private void giveUp() {
        stalled = true;
        try {
            in.close();
        } catch (IOException e) {
            log.debug("A stalled stream could not be closed: {}", e.toString());
        }
    }

    private IOException stall(@Nullable IOException cause) {
        return new IOException("another instance has sent nothing for " + patience, cause);
    }
}
