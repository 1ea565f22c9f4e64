/** The promise end to end: what connectors publish is, exactly, what the API answers, whatever breaks in between. */
package io.dialogpulse.standalone.pipeline;
