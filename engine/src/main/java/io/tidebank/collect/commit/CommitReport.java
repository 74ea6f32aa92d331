package io.tidebank.collect.commit;

/**
 * What one commit brought into the lake.
 *
 * @param batch its import id; its touches bear it
 * @param snapshot the snapshot that it made; the one before if there was nothing to commit
 * @param from the position that the lake stood at before
 * @param to the position that it stands at now
 * @param touches touches that came into the lake
 * @param bad bad events that came into the quarantine
 */
public record CommitReport(String batch, long snapshot, long from, long to, long touches, long bad) {

    /** Whether it took anything. */
    public boolean tookSomething() {
        return to > from;
    }
}
