package io.dialogpulse.core;

/** What kind of CRM entity a dialog is linked to. */
public enum CrmType {
    LEAD,
    CONTACT,
    COMPANY,
    DEAL,
    ACTIVITY
}
