package io.dialogpulse.bench.list;

/** A kind of question. */
interface Kind {
    /** For the report. */
    String title();
}
