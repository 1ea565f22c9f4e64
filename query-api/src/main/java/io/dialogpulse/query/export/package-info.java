/** Rows as files: CSV, XLSX, Parquet. The libraries for these formats stay in here. */
package io.dialogpulse.query.export;
