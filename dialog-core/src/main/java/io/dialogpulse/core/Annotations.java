package io.dialogpulse.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was noted on the dialog; notes reach closed dialogs too.
 *
 * @param crm links, one per (type, id), sorted by type name and id; the first 100 in event order
 * @param clientRating 1 to 5, the last one
 * @param managerRating 1 to 5, the last one
 * @param managerComment the last one
 */
public record Annotations(
        List<CrmLink> crm,
        boolean formFilled,
        boolean historyRequested,
        boolean pinned,
        @Nullable Integer clientRating,
        @Nullable Integer managerRating,
        @Nullable String managerComment) {
    static final Annotations NONE = new Annotations(List.of(), false, false, false, null, null, null);
    private static final int LINKS_KEPT = 100;

    public Annotations {
        crm = List.copyOf(crm);
    }

    Annotations after(Step step) {
        return switch (step) {
            case Step.Annotation(Change change) -> after(change);
            case Step.Erasure _ ->
                new Annotations(List.of(), formFilled, historyRequested, pinned, clientRating, managerRating, null);
            default -> this;
        };
    }

    private Annotations after(Change change) {
        return switch (change) {
            case Change.CrmLinked linked ->
                new Annotations(
                        merged(linked.entities()),
                        formFilled,
                        historyRequested,
                        pinned,
                        clientRating,
                        managerRating,
                        managerComment);
            case Change.FormFilled _ ->
                new Annotations(crm, true, historyRequested, pinned, clientRating, managerRating, managerComment);
            case Change.HistoryRequested _ ->
                new Annotations(crm, formFilled, true, pinned, clientRating, managerRating, managerComment);
            case Change.Pinned news ->
                new Annotations(
                        crm, formFilled, historyRequested, news.pinned(), clientRating, managerRating, managerComment);
            case Change.ClientRated rated ->
                new Annotations(
                        crm, formFilled, historyRequested, pinned, rated.rating(), managerRating, managerComment);
            case Change.Reviewed review ->
                new Annotations(
                        crm,
                        formFilled,
                        historyRequested,
                        pinned,
                        clientRating,
                        review.rating() == null ? managerRating : review.rating(),
                        review.comment() == null ? managerComment : review.comment());
            default -> this;
        };
    }

    private List<CrmLink> merged(List<CrmLink> news) {
        List<CrmLink> links = new ArrayList<>(crm);
        for (CrmLink link : news) {
            int place = Collections.binarySearch(links, link, CrmLink.BY_ENTITY);
            if (place >= 0) {
                links.set(place, link);
            } else if (links.size() < LINKS_KEPT) {
                links.add(-place - 1, link);
            }
        }
        return links;
    }
}
