/** All instances of the app as one: which has which partitions, and how they ask each other. */
package io.dialogpulse.query.cluster;
