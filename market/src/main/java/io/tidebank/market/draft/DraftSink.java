package io.tidebank.market.draft;

/** Takes finished drafts; the draft is reused by the caller afterwards. */
@FunctionalInterface
public interface DraftSink {

    void take(Draft draft);
}
