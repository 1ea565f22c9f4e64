package io.dialogpulse.bench.list;

import io.dialogpulse.metrics.CrmEntityType;
import io.dialogpulse.metrics.CrmLink;
import io.dialogpulse.metrics.DetailedStatus;
import io.dialogpulse.metrics.DialogDirection;
import io.dialogpulse.metrics.DialogRow;
import io.dialogpulse.metrics.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The rows of many dialogs, and updates of them. Each is a pure function of its number, so nothing is kept and both
 * sides get the same.
 *
 * <p>3 % of the dialogs are active, most of them recent; one line has 20 %; they spread evenly over 300 days, so that
 * 30 days are 10 %; durations are log-normal.
 *
 * @param count how many dialogs there are
 */
record GeneratedDialogs(long count) {
    static final Instant START = Instant.parse("2026-01-26T00:00:00Z");
    static final Duration SPAN = Duration.ofDays(300);
    static final String LARGE_LINE = "line-0";
    static final int OPERATORS = 400;

    /** Of the statuses of an active dialog. */
    static final List<DetailedStatus> ACTIVE = List.of(
            DetailedStatus.NEW,
            DetailedStatus.QUEUED,
            DetailedStatus.ACCEPTED,
            DetailedStatus.CLIENT_WAITING,
            DetailedStatus.CLIENT_WAITING_AGAIN,
            DetailedStatus.OPERATOR_ANSWERED);

    private static final long SEED = 20_261_122;
    private static final long UPDATE_SEED = 42;
    private static final long STRIDE = 0x632B_E59B_D9B4_E019L;
    private static final double LARGE_LINE_SHARE = 0.2;
    private static final double RECENT = 0.02;
    private static final double ACTIVE_AMONG_RECENT = 0.9;
    private static final double ACTIVE_AMONG_OLD = 0.012;
    private static final int OTHER_LINES = 11;
    private static final int OPERATORS_A_DEPARTMENT = 20;
    private static final double DIALOGS_A_CLIENT = 1.7;
    private static final double SPREAD = 1.3;
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final Instant UPDATES_START = START.plus(SPAN).plus(Duration.ofDays(10));
    private static final List<String> CHANNELS =
            List.of("telegram", "whatsapp", "vk", "livechat", "email", "avito", "viber", "instagram");

    /** The row of dialog 0, 1, …; higher numbers are newer. */
    DialogRow row(long number) {
        SplittableRandom random = new SplittableRandom(SEED + number * STRIDE);
        DialogRow row = new DialogRow();
        row.setDialogId("dlg-" + Long.toUnsignedString(scatter(number), Character.MAX_RADIX));
        row.setNumber(number + 1);
        double activeShare = number >= count * (1 - RECENT) ? ACTIVE_AMONG_RECENT : ACTIVE_AMONG_OLD;
        row.setDetailedStatus(
                random.nextDouble() < activeShare ? ACTIVE.get(random.nextInt(ACTIVE.size())) : inactive(random));
        origin(row, random);
        times(row, number, random);
        links(row, random);
        status(row);
        return row;
    }

    private static DetailedStatus inactive(SplittableRandom random) {
        double share = random.nextDouble();
        return share < 0.92 ? DetailedStatus.CLOSED : share < 0.97 ? DetailedStatus.SPAM : DetailedStatus.CLOSING;
    }

    private void origin(DialogRow row, SplittableRandom random) {
        int line = random.nextDouble() < LARGE_LINE_SHARE ? 0 : 1 + random.nextInt(OTHER_LINES);
        row.setLineId("line-" + line);
        row.setLineName("Open line " + line);
        row.setDirection(random.nextInt(12) == 0 ? DialogDirection.OUTBOUND : DialogDirection.INBOUND);
        row.setChannel(CHANNELS.get(random.nextInt(CHANNELS.size())));
        long client = random.nextLong((long) (count / DIALOGS_A_CLIENT) + 1);
        row.setClientId("client-" + client);
        if (random.nextInt(25) != 0) {
            row.setClientName(Vocabulary.name(new SplittableRandom(client * STRIDE)));
        }
        if (random.nextInt(3) == 0) {
            row.setPageUrl("https://shop.example/catalogue/item-" + random.nextInt(20_000));
        }
        row.setParticipantIds(new ArrayList<>());
        boolean untaken = row.getDetailedStatus() == DetailedStatus.NEW
                || row.getDetailedStatus() == DetailedStatus.QUEUED
                || row.getDetailedStatus() == DetailedStatus.SPAM;
        if (!untaken) {
            take(row, random);
        }
    }

    private static void take(DialogRow row, SplittableRandom random) {
        int operator = (int) (OPERATORS * Math.pow(random.nextDouble(), 1.5));
        row.setOperatorId(operatorId(operator));
        row.setOperatorName(Vocabulary.name(new SplittableRandom(operator)));
        row.setDepartmentId("department-" + operator / OPERATORS_A_DEPARTMENT);
        row.getParticipantIds().add(row.getOperatorId());
        if (random.nextInt(6) == 0) {
            row.getParticipantIds().add(operatorId((operator + 1) % OPERATORS));
            row.setTransferCount(1);
        }
    }

    static String operatorId(int operator) {
        return "operator-" + operator;
    }

    private void times(DialogRow row, long number, SplittableRandom random) {
        long gap = Math.max(1, SPAN.toMillis() / count);
        long created = START.toEpochMilli() + number * SPAN.toMillis() / count + random.nextLong(gap);
        row.setCreatedAt(Instant.ofEpochMilli(created));
        row.setQueuedAt(Instant.ofEpochMilli(created + random.nextLong(MINUTE)));
        long clientMessages = 1 + random.nextLong(12);
        long last = created + logNormal(random, 20 * MINUTE);
        row.setClientMessageCount(clientMessages);
        if (row.getOperatorId() != null) {
            long wait = logNormal(random, MINUTE);
            row.setOperatorStartedAt(Instant.ofEpochMilli(created + wait / 2));
            row.setStartWaitMs(wait / 2);
            respond(row, wait, 1 + random.nextLong(clientMessages), random);
            row.setOperatorRepliedAt(Instant.ofEpochMilli(created + wait));
            row.setReplyWaitMs(wait);
            last += wait;
        } else {
            row.setOpenQuestionAt(Instant.ofEpochMilli(created));
        }
        if (random.nextInt(200) != 0) {
            row.setLastMessageAt(Instant.ofEpochMilli(last));
            row.setDialogMs(last - created);
        }
        row.setMessageCount(clientMessages + row.getOperatorMessageCount());
        row.setEventCount(row.getMessageCount() + 5);
        row.setModifiedAt(Instant.ofEpochMilli(last));
        if (row.getDetailedStatus() == DetailedStatus.CLOSED || row.getDetailedStatus() == DetailedStatus.SPAM) {
            close(row, last + logNormal(random, HOUR));
        }
    }

    private static void respond(DialogRow row, long first, long responses, SplittableRandom random) {
        long others = 0;
        long longest = first;
        for (int i = 1; i < responses; i++) {
            long response = logNormal(random, 2 * MINUTE);
            others += response;
            longest = Math.max(longest, response);
        }
        row.setFirstResponseMs(first);
        row.setResponseCount(responses);
        row.setOperatorMessageCount(responses);
        row.setTotalResponseMs(first + others);
        row.setAverageResponseMs((first + others) / responses);
        row.setMaxResponseMs(longest);
    }

    private static void close(DialogRow row, long at) {
        Instant closed = Instant.ofEpochMilli(at);
        row.setClosedAt(closed);
        row.setModifiedAt(closed);
        row.setOpenQuestionAt(null);
        if (row.getOperatorId() != null) {
            row.setOperatorClosedAt(closed);
            row.setOperatorCloseMs(at - row.getCreatedAt().toEpochMilli());
        }
    }

    private static void links(DialogRow row, SplittableRandom random) {
        row.setCrm(new ArrayList<>());
        if (random.nextInt(4) == 0) {
            String id = Integer.toString(random.nextInt(1_000_000));
            row.getCrm().add(new CrmLink(CrmEntityType.LEAD, id, "https://crm.example/lead/" + id));
        }
        row.setFormFilled(random.nextInt(20) == 0);
        row.setHistoryRequested(random.nextInt(50) == 0);
        row.setPinned(random.nextInt(200) == 0);
        if (random.nextInt(5) == 0) {
            row.setClientRating(1 + random.nextInt(5));
        }
        if (random.nextInt(20) == 0) {
            row.setManagerRating(1 + random.nextInt(5));
            row.setManagerComment("Reviewed, see point " + random.nextInt(40) + " of the checklist");
        }
        if (random.nextInt(4) == 0) {
            row.setBotMs(logNormal(random, MINUTE / 2));
        }
    }

    private static void status(DialogRow row) {
        row.setSpam(row.getDetailedStatus() == DetailedStatus.SPAM);
        row.setStatus(
                switch (row.getDetailedStatus()) {
                    case NEW, QUEUED, ACCEPTED, CLIENT_WAITING, CLIENT_WAITING_AGAIN -> Status.CLIENT_WAITING;
                    case OPERATOR_ANSWERED, CLOSING -> Status.OPERATOR_ANSWERED;
                    case CLOSED, SPAM -> Status.CLOSED;
                    case UNKNOWN -> Status.UNKNOWN;
                });
    }

    /** Update 0, 1, …: the whole new row of a dialog, three times of four a recent one. */
    DialogRow update(long number) {
        SplittableRandom random = new SplittableRandom(UPDATE_SEED + number * STRIDE);
        boolean recent = random.nextInt(4) != 0;
        long dialog = recent ? count - 1 - random.nextLong(Math.max(1, count / 20)) : random.nextLong(count);
        DialogRow row = row(dialog);
        Instant at = UPDATES_START.plusMillis(number);
        if (random.nextInt(8) == 0 && ACTIVE.contains(row.getDetailedStatus())) {
            row.setDetailedStatus(DetailedStatus.CLOSED);
            close(row, at.toEpochMilli());
        }
        if (row.getMaxResponseMs() != null) {
            long response = logNormal(random, 2 * MINUTE);
            row.setMaxResponseMs(Math.max(row.getMaxResponseMs(), response));
            row.setTotalResponseMs(row.getTotalResponseMs() + response);
            row.setResponseCount(row.getResponseCount() + 1);
            row.setAverageResponseMs(row.getTotalResponseMs() / row.getResponseCount());
        }
        row.setLastMessageAt(at);
        row.setModifiedAt(at);
        row.setMessageCount(row.getMessageCount() + 1);
        row.setEventCount(row.getEventCount() + 1);
        status(row);
        return row;
    }

    private static long logNormal(SplittableRandom random, long median) {
        return 1 + (long) (median * Math.exp(SPREAD * random.nextGaussian()));
    }

    /** Ids in no order, as connectors have them; different numbers give different ones. */
    private static long scatter(long number) {
        long mixed = number + SEED;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return mixed ^ (mixed >>> 31);
    }
}
