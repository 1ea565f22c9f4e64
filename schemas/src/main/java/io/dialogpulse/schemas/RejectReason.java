package io.dialogpulse.schemas;

/** Why an input record is not processed. The names are public: header values and counter tags. */
public enum RejectReason {
    /** Bytes that are not the wire format, or not Avro of their schema. */
    UNDECODABLE,
    /** A schema id that the registry does not have. */
    UNKNOWN_SCHEMA,
    /** A change this version does not know, or an {@code UNKNOWN} enum symbol. */
    UNKNOWN_CHANGE,
    /** A null value. */
    MISSING_VALUE,
    /** A key that is not the event's dialogId, or the lineId of a line event. */
    WRONG_KEY,
    /** Written to another partition than the key's murmur2 says: its dialog lives elsewhere. */
    WRONG_PARTITION,
    /** A missing, empty or oversize id, a text over its limit, a number out of range. */
    BAD_FIELD,
    /** A time before 2000, or more than 24 hours ahead of the record's own timestamp. */
    BAD_TIME,
    /** An event of a deleted line: it names one, or its dialog is or would be in one, or was when it was deleted. */
    LINE_DELETED,
    /** An event of a dialog that was erased with its metrics. */
    DIALOG_ERASED
}
