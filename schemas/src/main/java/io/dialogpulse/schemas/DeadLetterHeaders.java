package io.dialogpulse.schemas;

/** The headers that a record gets on its way to {@code dialog-dead-letters}; all values are UTF-8 text. */
public final class DeadLetterHeaders {
    /** One of the reasons of the contract, e.g. {@code BAD_FIELD}. */
    public static final String REASON = "dialogpulse.reason";
    /** A sentence that names the field and the value. */
    public static final String DETAIL = "dialogpulse.detail";
    /** The topic it came from. */
    public static final String TOPIC = "dialogpulse.source.topic";
    /** The partition it came from, decimal. */
    public static final String PARTITION = "dialogpulse.source.partition";
    /** Its offset there, decimal. */
    public static final String OFFSET = "dialogpulse.source.offset";
    /** Its Kafka timestamp there, decimal epoch milliseconds. */
    public static final String TIMESTAMP = "dialogpulse.source.timestamp";

    private DeadLetterHeaders() {}
}
