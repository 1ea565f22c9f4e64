/** Views of the dialog list: those that everybody has, and those that users save. */
package io.dialogpulse.query.view;
