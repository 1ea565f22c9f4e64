/** The walls of the house. */
package io.dialogpulse.standalone.architecture;
