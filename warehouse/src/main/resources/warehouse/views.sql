-- Views for the usual questions. Days and hours are those of the reader's session: SET TIME ZONE 'Europe/Moscow',
-- or for good: ALTER ROLE analyst SET timezone = 'Europe/Moscow'.

CREATE INDEX IF NOT EXISTS dialogs_by_creation ON dialogs ("createdAt");
CREATE INDEX IF NOT EXISTS dialog_timeline_by_dialog ON dialog_timeline ("dialogId", "occurredAt");

-- How long clients waited for the first answer, by the operator who is responsible and the day the dialog was opened.
CREATE OR REPLACE VIEW first_response_by_operator_and_day AS
SELECT "createdAt"::date AS day,
       "operatorId" AS operator_id,
       max("operatorName") AS operator_name,
       count(*) AS answered_dialogs,
       round(avg("firstResponseMs"))::bigint AS average_ms,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY "firstResponseMs") AS p50_ms,
       percentile_disc(0.9) WITHIN GROUP (ORDER BY "firstResponseMs") AS p90_ms
FROM dialogs
WHERE "firstResponseMs" IS NOT NULL AND "operatorRepliedAt" IS NOT NULL AND NOT spam
GROUP BY "createdAt"::date, "operatorId";

-- Which share of dialogs got their first answer within a limit, by line and day: SELECT * FROM
-- answered_within(interval '1 minute'). Of the dialogs in which a client asked, spam aside; one that was closed without
-- an answer, or waits for longer than the limit, was not answered within it, one that waits for less does not count yet.
CREATE OR REPLACE FUNCTION answered_within(time_limit interval)
RETURNS TABLE (day date, line_id text, line_name text, dialogs bigint, in_time bigint, share double precision)
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
  SELECT day, line_id, max(line_name), count(*), count(*) FILTER (WHERE in_time),
         count(*) FILTER (WHERE in_time)::double precision / count(*)
  FROM (
    SELECT "createdAt"::date AS day, "lineId" AS line_id, "lineName" AS line_name,
           "operatorRepliedAt" IS NOT NULL AND "firstResponseMs" IS NOT NULL
             AND "firstResponseMs" * interval '1 millisecond' <= time_limit AS in_time
    FROM dialogs
    WHERE NOT spam AND "clientMessageCount" > 0
      AND ("firstResponseMs" IS NOT NULL OR "openQuestionAt" IS NULL OR now() - "openQuestionAt" > time_limit)
  ) AS asked
  GROUP BY day, line_id
$$;

-- How fast operators answer, by the operator who answered, be the dialog another one's, and the day of the answer: every
-- answer of a dialog counts, not only its first.
CREATE OR REPLACE VIEW answers_by_operator_and_day AS
SELECT "answeredAt"::date AS day,
       "answeredById" AS operator_id,
       max("answeredByName") AS operator_name,
       count(*) AS answers,
       count(*) FILTER (WHERE "operatorId" IS DISTINCT FROM "answeredById") AS for_others,
       round(avg("responseMs"))::bigint AS average_ms,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY "responseMs") AS p50_ms,
       percentile_disc(0.9) WITHIN GROUP (ORDER BY "responseMs") AS p90_ms
FROM dialog_responses
WHERE outcome = 'ANSWERED'
GROUP BY "answeredAt"::date, "answeredById";

-- Which share of questions was answered before they were due, by line and day of the question. Of those whose line has a
-- target; one that was dropped later than that, or is overdue now, counts as late, one that waits in time does not count.
CREATE OR REPLACE VIEW answered_in_time AS
SELECT "questionAt"::date AS day,
       "lineId" AS line_id,
       max("lineName") AS line_name,
       count(*) AS questions,
       count(*) FILTER (WHERE coalesce("answeredAt", "closedAt") < "dueAt") AS in_time,
       count(*) FILTER (WHERE coalesce("answeredAt", "closedAt") < "dueAt")::double precision / count(*) AS share
FROM dialog_responses
WHERE "dueAt" <= now() OR ("dueAt" IS NOT NULL AND outcome <> 'OPEN')
GROUP BY "questionAt"::date, "lineId";

-- When clients come: dialogs by hour of the day and day of the week (1 is Monday).
CREATE OR REPLACE VIEW busiest_hours AS
SELECT extract(isodow FROM "createdAt")::int AS weekday,
       extract(hour FROM "createdAt")::int AS hour,
       count(*) AS dialogs,
       sum("clientMessageCount")::bigint AS client_messages
FROM dialogs
WHERE NOT spam AND direction = 'INBOUND'
GROUP BY 1, 2;

-- Who waits at this moment, the longest first.
CREATE OR REPLACE VIEW waiting_now AS
SELECT now() - "openQuestionAt" AS waiting,
       "dialogId" AS dialog_id, number, "lineName" AS line_name, channel, "clientName" AS client_name,
       "operatorName" AS operator_name, "detailedStatus" AS detailed_status, "openQuestionAt" AS open_question_at
FROM dialogs
WHERE "openQuestionAt" IS NOT NULL
ORDER BY "openQuestionAt";
