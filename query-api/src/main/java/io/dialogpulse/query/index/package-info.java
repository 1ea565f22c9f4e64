/** The rows of one partition in a Lucene index, and searches over any number of them. Lucene stays in here. */
package io.dialogpulse.query.index;
