package io.tidebank.server.wire;

import io.tidebank.collect.intake.Intake;
import io.tidebank.collect.journal.JournalSettings;
import io.tidebank.collect.live.LiveSettings;
import io.tidebank.collect.protocol.Limits;
import org.jspecify.annotations.Nullable;

/**
 * The limits that hold for what a brand's live sources send.
 *
 * @param eventBytes of one event
 * @param batchBytes of a whole request, inflated
 * @param batchEvents events of one request
 * @param depth of arrays and objects in each other
 * @param pastDays how far before its arrival an event may say to have happened
 * @param futureHours how far after its arrival an event may say to have happened
 * @param webhookBytes of a document that another system tells
 * @param eventsPerSecond of one source; null for as many as come
 * @param journal what its journal takes on
 */
public record LimitsView(
        int eventBytes,
        int batchBytes,
        int batchEvents,
        int depth,
        long pastDays,
        long futureHours,
        int webhookBytes,
        @Nullable Integer eventsPerSecond,
        JournalLimits journal) {

    /**
     * What a journal takes on.
     *
     * @param batchBytes of one request, as the journal writes it
     * @param waitingRequests that may wait for the disk
     * @param waitingBytes of them
     * @param lagBytes that may wait for the lake
     * @param freeDisk bytes of disk below which nothing is accepted
     * @param memoryDays for how long an event is known, so that it counts once
     * @param memoryBytes of disk that this may take
     */
    public record JournalLimits(
            int batchBytes,
            int waitingRequests,
            long waitingBytes,
            long lagBytes,
            long freeDisk,
            long memoryDays,
            long memoryBytes) {

        static JournalLimits of(JournalSettings settings) {
            return new JournalLimits(
                    settings.batchBytes(),
                    settings.waitingRequests(),
                    settings.waitingBytes(),
                    settings.lagBytes(),
                    settings.freeDisk(),
                    settings.memory().toDays(),
                    settings.memoryBytes());
        }
    }

    static LimitsView of(Intake intake) {
        LiveSettings settings = intake.settings();
        Limits requests = settings.limits();
        int rate = settings.eventsPerSecond();
        return new LimitsView(
                requests.eventBytes(),
                requests.batchBytes(),
                requests.batchEvents(),
                requests.depth(),
                requests.past().toDays(),
                requests.future().toHours(),
                settings.webhookBytes(),
                rate == 0 ? null : Integer.valueOf(rate),
                JournalLimits.of(intake.limits()));
    }
}
