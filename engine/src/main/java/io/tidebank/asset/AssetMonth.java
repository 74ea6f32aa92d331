package io.tidebank.asset;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;

/**
 * What one full month taught.
 *
 * @param month the month
 * @param moves from the end of the month before to the end of this one; empty if nobody stood anywhere before
 * @param revenues by the stage at the end of this month
 */
public record AssetMonth(YearMonth month, List<Move> moves, List<Revenue> revenues) {

    public AssetMonth {
        moves = List.copyOf(moves);
        revenues = List.copyOf(revenues);
    }

    /** So many consumers stood on one stage at a month's end and on another (or the same) a month later. */
    public record Move(String from, String to, long consumers) {}

    /** What the consumers who stood on a stage at the month's end had spent in that month, refunds taken off. */
    public record Revenue(String stage, long consumers, BigDecimal revenue) {}
}
