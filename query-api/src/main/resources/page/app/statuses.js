/** Every detailed status with the general one it belongs to, in the order of a dialog's life. */
export const DETAILED_STATUSES = Object.freeze({
  NEW: 'CLIENT_WAITING',
  QUEUED: 'CLIENT_WAITING',
  ACCEPTED: 'CLIENT_WAITING',
  CLIENT_WAITING: 'CLIENT_WAITING',
  CLIENT_WAITING_AGAIN: 'CLIENT_WAITING',
  OPERATOR_ANSWERED: 'OPERATOR_ANSWERED',
  CLOSING: 'OPERATOR_ANSWERED',
  CLOSED: 'CLOSED',
  SPAM: 'CLOSED',
});

/** The detailed statuses in which something can be done. */
export const ACTIVE = Object.freeze(['NEW', 'QUEUED', 'ACCEPTED', 'CLIENT_WAITING', 'CLIENT_WAITING_AGAIN', 'OPERATOR_ANSWERED']);
