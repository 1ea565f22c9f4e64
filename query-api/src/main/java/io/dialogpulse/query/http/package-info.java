/** The HTTP API: routes, JSON, problems, health, the page. Javalin stays in here. */
package io.dialogpulse.query.http;
