package io.tidebank.asset;

import static io.tidebank.asset.AssetError.ASSET_VALUE_UNBOUNDED;

import io.tidebank.error.TidebankException;
import io.tidebank.sql.Answer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the consumers of a brand were worth at the end of a day.
 *
 * @param asOf the day
 * @param settings ladder, horizon and discount
 * @param currency of all values
 * @param months the full months that rates were learnt from
 * @param rates moves and revenue per head, pooled over these months
 * @param stages lowest first
 * @param interval of the whole value; empty if there is one month only, or some months alone give no value
 * @param notes what a reader must know before trusting the number; empty if nothing
 */
public record AssetEstimate(
        LocalDate asOf,
        AssetSettings settings,
        Currency currency,
        List<YearMonth> months,
        AssetRates rates,
        List<Stage> stages,
        Optional<Interval> interval,
        List<String> notes) {

    /** Decimals of what is told of one head. */
    static final int PER_HEAD_DIGITS = 4;

    public AssetEstimate {
        months = List.copyOf(months);
        stages = List.copyOf(stages);
        notes = List.copyOf(notes);
    }

    /**
     * The people of one stage.
     *
     * @param code the stage
     * @param consumers heads at the end of the day
     * @param perHead value of one of them
     * @param value of all of them, in the currency's smallest unit
     * @param perHeadInterval of the value per head; null if there is no interval
     */
    public record Stage(
            String code,
            long consumers,
            double perHead,
            BigDecimal value,
            @Nullable Interval perHeadInterval) {}

    /** Learns rates from the months and values the people; stages without people count 0. */
    public static AssetEstimate of(
            LocalDate asOf,
            AssetSettings settings,
            Currency currency,
            List<String> ladder,
            List<AssetMonth> months,
            Map<String, Long> people) {
        long[] heads = heads(ladder, people);
        AssetRates rates = AssetRates.pooled(ladder, months);
        double[] perHead = StageValue.perHead(rates, settings.horizon(), settings.discount());
        BigDecimal[] values = values(heads, perHead, currency);
        Optional<List<Interval>> intervals = intervals(ladder, months, settings, heads);
        List<Stage> stages = new ArrayList<>();
        for (int s = 0; s < heads.length; s++) {
            int stage = s;
            Interval interval = intervals.map(all -> all.get(stage)).orElse(null);
            stages.add(new Stage(ladder.get(s), heads[s], perHead[s], values[s], interval));
        }
        List<YearMonth> used = months.stream().map(AssetMonth::month).toList();
        Optional<Interval> whole = intervals.map(List::getLast);
        return new AssetEstimate(
                asOf,
                settings,
                currency,
                used,
                rates,
                stages,
                whole,
                AssetNotes.on(asOf, months, intervals.isPresent(), rates, heads));
    }

    /** The same with more that a reader must know. */
    AssetEstimate noting(List<String> more) {
        List<String> all = new ArrayList<>(notes);
        all.addAll(more);
        return new AssetEstimate(asOf, settings, currency, months, rates, stages, interval, all);
    }

    /** The stages' values: they add up to their exact sum, rounded. */
    static BigDecimal[] values(long[] heads, double[] perHead, Currency currency) {
        double[] exact = new double[heads.length];
        for (int s = 0; s < exact.length; s++) {
            exact[s] = heads[s] * perHead[s];
        }
        return Rounding.split(exact, Rounding.round(Arrays.stream(exact).sum(), digits(currency)));
    }

    /** Of the value per head of each stage, and last of all the people; empty if some months alone give no value. */
    private static Optional<List<Interval>> intervals(
            List<String> ladder, List<AssetMonth> months, AssetSettings settings, long[] heads) {
        try {
            return Interval.jackknife(months, some -> numbers(ladder, some, settings, heads));
        } catch (TidebankException e) {
            if (e.code() == ASSET_VALUE_UNBOUNDED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static double[] numbers(
            List<String> ladder, List<AssetMonth> months, AssetSettings settings, long[] heads) {
        double[] perHead =
                StageValue.perHead(AssetRates.pooled(ladder, months), settings.horizon(), settings.discount());
        double[] numbers = Arrays.copyOf(perHead, perHead.length + 1);
        for (int s = 0; s < perHead.length; s++) {
            numbers[perHead.length] += heads[s] * perHead[s];
        }
        return numbers;
    }

    static long[] heads(List<String> ladder, Map<String, Long> people) {
        return ladder.stream()
                .mapToLong(stage -> people.getOrDefault(stage, 0L))
                .toArray();
    }

    private static int digits(Currency currency) {
        return Math.max(0, currency.getDefaultFractionDigits());
    }

    /** The consumer asset: the sum of the stages' values as shown. */
    public BigDecimal value() {
        return stages.stream().map(Stage::value).reduce(BigDecimal.ZERO.setScale(digits(currency)), BigDecimal::add);
    }

    /** All who stand on some stage. */
    public long consumers() {
        return stages.stream().mapToLong(Stage::consumers).sum();
    }

    /**
     * What it was computed from, one fact a row: {@code fact, stage, to_stage, value, low, high}. Facts are currency, months,
     * first_month, last_month, value, consumers, value_per_consumer, revenue_per_head (a month), move (share that goes from
     * stage to to_stage within a month), assumption (what the interval does not cover) and note; low and high are the
     * interval's ends, null where there is none.
     */
    public Answer basis(String brand) {
        return AssetBasis.of(this, brand);
    }

    /** Columns stage, consumers, value_per_consumer, value; lowest stage first. */
    public Answer answer(String brand) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Stage stage : stages) {
            BigDecimal perHead = Rounding.round(stage.perHead(), PER_HEAD_DIGITS);
            rows.add(List.of(stage.code(), stage.consumers(), perHead, stage.value()));
        }
        return new Answer(brand, asOf.toString(), List.of("stage", "consumers", "value_per_consumer", "value"), rows);
    }
}
