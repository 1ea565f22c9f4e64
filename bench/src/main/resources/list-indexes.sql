-- With the primary key, fifteen: what a good engineer would create for a list that is filtered and sorted by these.
CREATE INDEX ON dialog (last_message_at DESC NULLS LAST, dialog_id) WHERE active;
CREATE INDEX ON dialog (last_message_at DESC NULLS LAST, dialog_id);
CREATE INDEX ON dialog (max_response_ms DESC NULLS LAST, dialog_id);
CREATE INDEX ON dialog (line_id, created_at);
CREATE INDEX ON dialog (line_id, client_name, dialog_id, created_at);
CREATE INDEX ON dialog (operator_id, modified_at DESC NULLS LAST, dialog_id);
CREATE INDEX ON dialog USING gin (client_words);
CREATE INDEX ON dialog (created_at DESC, dialog_id);
CREATE INDEX ON dialog (modified_at DESC, dialog_id);
CREATE INDEX ON dialog (first_response_ms DESC NULLS LAST, dialog_id);
CREATE INDEX ON dialog (detailed_status, last_message_at DESC NULLS LAST, dialog_id);
CREATE INDEX ON dialog (channel, created_at);
CREATE INDEX ON dialog (department_id, modified_at DESC NULLS LAST, dialog_id);
CREATE INDEX ON dialog (client_id);
